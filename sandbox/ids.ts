/** Where ids and order numbers come from: plain data, so that the same seed gives the same ones again. */
export interface IdSource {
  state: number;
  lastNumber: number;
}

export function createIdSource(seed: number): IdSource {
  // One below the number of the first documented order.
  return { state: seed >>> 0, lastNumber: 497_291_902 };
}

/** The next id: 24 hex characters, like an ObjectId. */
export function nextId(source: IdSource): string {
  return nextHex(source, 24);
}

/** The next order number: larger than all before it, with gaps, as on a platform with other sellers. */
export function nextNumber(source: IdSource): number {
  source.lastNumber += 1 + (nextWord(source) % 7);
  return source.lastNumber;
}

/** The next token of `length` hex characters, a multiple of eight. */
export function nextHex(source: IdSource, length: number): string {
  return Array.from({ length: length / 8 }, () => nextWord(source).toString(16).padStart(8, '0')).join('');
}

// mulberry32: 32 bits of state are enough for ids that only have to differ.
function nextWord(source: IdSource): number {
  source.state = (source.state + 0x6d2b79f5) >>> 0;
  let word = source.state;
  word = Math.imul(word ^ (word >>> 15), word | 1);
  word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
  return (word ^ (word >>> 14)) >>> 0;
}
