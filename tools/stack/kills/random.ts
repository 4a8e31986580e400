/** Numbers from 0 to 1 (without 1) that look random; the same seed gives the same ones again. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  // mulberry32: more than enough to draw victims and pauses.
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
  };
}
