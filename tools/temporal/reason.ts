/** Says in one line why something failed. */
export function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // `fetch` keeps the reason in the cause, and that, for a host with several addresses, only in its code.
  if (error.message === 'fetch failed' && error.cause) return reason(error.cause);
  const { message, code } = error as NodeJS.ErrnoException;
  return (message || code || error.name).trim().split('\n', 1)[0] ?? '';
}
