import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The packages out of which a program has loaded code that ran with this folder as its `NODE_V8_COVERAGE`. */
export async function packagesReached(coverage: string): Promise<string[]> {
  const files = await readdir(coverage);
  const reports = await Promise.all(files.map((file) => readFile(join(coverage, file), 'utf8')));
  const urls = reports
    .map((report) => JSON.parse(report) as { result: { url: string }[] })
    .flatMap(({ result }) => result.map(({ url }) => url));
  // The last node_modules of a path is the one that the package lies in.
  const names = urls.flatMap((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []);
  return [...new Set(names)].sort();
}
