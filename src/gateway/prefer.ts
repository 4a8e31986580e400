// Less starts nothing.
const SHORTEST_S = 1;
// A gateway that stops finishes what it holds, and gets 30 s for that from most who run it.
const LONGEST_S = 25;
// An order takes well under a second when all is well; past this, something makes it wait.
const DEFAULT_S = 10;

/** How many seconds the caller is willing to wait, as `Prefer: wait=SECONDS` says (RFC 7240). */
export function readWait(prefer: string | readonly string[] | undefined): number {
  const [, seconds] = /(?:^|,)\s*wait\s*=\s*"?(\d{1,9})"?\s*(?:[,;]|$)/i.exec(String(prefer ?? '')) ?? [];
  return seconds === undefined ? DEFAULT_S : Math.min(Math.max(Number(seconds), SHORTEST_S), LONGEST_S);
}
