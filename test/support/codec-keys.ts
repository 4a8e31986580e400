// Two keys that are nobody's, written as in ORDERS_CODEC_KEYS.
export const firstKey = `2026-01:${Buffer.alloc(32, 'the first key of the tests').toString('base64')}`;
export const nextKey = `2026-02:${Buffer.alloc(32, 'the next key of the tests').toString('base64')}`;
