/** All text in a part of a history, with the contents of its payloads. */
export function textOf(part: unknown): string {
  if (part instanceof Uint8Array) return Buffer.from(part).toString();
  if (typeof part !== 'object' || part === null) return String(part);
  return Object.entries(part)
    .map(([name, value]) => `${name} ${textOf(value)}`)
    .join('\n');
}

// What the server, its lists and its Web UI read themselves, payloads or not.
const readable = new Set(['failure', 'lastFailure', 'memo', 'searchAttributes', 'userMetadata', 'header']);

/** The text that no encryption of payloads would hide. */
export function openTextOf(part: unknown): string {
  if (typeof part !== 'object' || part === null) return textOf(part);
  if ('data' in part && part.data instanceof Uint8Array) return 'payload';
  return Object.entries(part)
    .map(([name, value]) => `${name} ${readable.has(name) ? textOf(value) : openTextOf(value)}`)
    .join('\n');
}
