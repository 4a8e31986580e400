/** Takes one line for the person who waits. */
export type Say = (line: string) => void;

/** What a source answers: the executable, or, one line each, the ways in which it could have had one and why it had not. */
export type Found = { path: string } | { ways: string[] };

/** A place where a server may come from. It throws only when looking further would hide a mistake of the person. */
export interface Source {
  find(say: Say): Promise<Found>;
}

/** Answers the executable of the first source that has one; without any, fails with every way to get one. */
export async function acquire(server: string, sources: readonly Source[], say: Say): Promise<string> {
  const ways: string[] = [];
  for (const source of sources) {
    const found = await source.find(say);
    if ('path' in found) return found.path;
    ways.push(...found.ways);
  }
  throw new Error(
    [`This machine has no ${server}. Any one of these is enough:`, ...ways.map((way) => `  - ${way}`)].join(
      '\n',
    ),
  );
}
