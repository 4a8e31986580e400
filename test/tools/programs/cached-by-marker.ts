// Acquires from the cache an entry whose making leaves a line in the file given, and takes as long as told.
//   cached-by-marker.ts <file> <milliseconds>
import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { acquire } from '../../../tools/temporal/acquire.js';
import { cached } from '../../../tools/temporal/cache.js';

const [marker = '', takesMs = '0'] = process.argv.slice(2);
const source = cached({ server: 'marker', name: 'marker', version: '1', check: async () => undefined }, [
  {
    needs: 'nothing',
    async make(folder) {
      await appendFile(marker, 'made\n');
      process.stdout.write('making\n');
      await sleep(Number(takesMs));
      await writeFile(join(folder, 'marker'), '', { mode: 0o755 });
    },
  },
]);
process.stdout.write(
  `got ${await acquire('marker', [source], (line) => process.stderr.write(`${line}\n`))}\n`,
);
