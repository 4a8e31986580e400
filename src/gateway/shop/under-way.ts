export type UnderWay = ReturnType<typeof createUnderWay>;

/** Knows what goes on behind the scenes, so that whoever closes can wait for its end. */
export function createUnderWay() {
  const all = new Set<Promise<void>>();
  return {
    add(work: Promise<unknown>): void {
      const ended = work.then(
        () => undefined,
        // Somebody else has been told, or nobody listens any more: the page shows what became of it.
        () => undefined,
      );
      all.add(ended);
      void ended.then(() => all.delete(ended));
    },
    ended: () => Promise.all(all),
  };
}
