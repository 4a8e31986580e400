import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { Maker } from './cache.js';
import { withProgress } from './progress.js';
import { run } from './run.js';

// A closed network should cost seconds: so long for the small first answer, and so long without a byte of the archive.
const firstAnswerMs = 5_000;
const silenceMs = 15_000;

const downloadInfo = z.object({ archiveUrl: z.url(), fileToExtract: z.string().min(1) });

/** Downloads what the SDK's own `cached-download` would: asks for the archive of this platform, and takes the executable out of it. */
export function officialDownload(from: string, version: string): Maker {
  return {
    needs: `let this machine reach ${new URL(from).origin}`,
    async make(folder, { server, name }, say) {
      const platform = `arch=${process.arch === 'x64' ? 'amd64' : process.arch}&platform=${process.platform}`;
      const asked = await fetch(`${from}/v${version}?${platform}`, {
        signal: AbortSignal.timeout(firstAnswerMs),
      });
      const { archiveUrl, fileToExtract } = await readInfo(asked);
      if (new URL(archiveUrl).protocol !== new URL(from).protocol) {
        throw new Error(`${archiveUrl} is no ${new URL(from).protocol} address`);
      }
      const archive = join(folder, 'archive');
      await withProgress(say, `downloading the ${server} ${version} from ${archiveUrl}`, () =>
        download(archiveUrl, archive),
      );
      await run('tar', ['-xf', archive, '-C', folder, fileToExtract]);
      await rename(join(folder, fileToExtract), join(folder, name));
      await rm(archive);
    },
  };
}

async function download(url: string, file: string): Promise<void> {
  const silent = new AbortController();
  const timer = setTimeout(
    () => silent.abort(new Error(`${url} sent nothing for ${silenceMs / 1000} s`)),
    silenceMs,
  );
  try {
    const answer = await fetch(url, { signal: silent.signal });
    if (!answer.ok || !answer.body) throw new Error(`${url} answered ${answer.status}`);
    await pipeline(
      answer.body,
      async function* (chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          timer.refresh();
          yield chunk;
        }
      },
      createWriteStream(file),
    );
  } finally {
    clearTimeout(timer);
  }
}

async function readInfo(answer: Response): Promise<z.infer<typeof downloadInfo>> {
  if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}`);
  const info = downloadInfo.safeParse(await answer.json());
  if (!info.success) throw new Error(`${answer.url} answered something else than where the archive is`);
  return info.data;
}
