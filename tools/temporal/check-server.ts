import { run } from './run.js';
import { freePort, untilListening } from './ports.js';
import { spawnOwned } from './spawn-owned.js';

// The server inside Temporal CLI 1.8, on which everything here was measured; an older one may also refuse a newer one's data file.
const oldestServer = { major: 1, minor: 31 };

/** Fails unless the executable is a Temporal CLI whose server is at least 1.31. The CLI's own number says less: self-built ones have none. */
export async function checkTemporalVersion(path: string): Promise<void> {
  const version = (await run(path, ['--version'], { limitMs: 10_000 })).trim();
  const [, major, minor] = /\(Server (\d+)\.(\d+)/.exec(version) ?? [];
  const isEnough =
    Number(major) > oldestServer.major ||
    (Number(major) === oldestServer.major && Number(minor) >= oldestServer.minor);
  if (!isEnough) throw new Error(`${path} says "${version}"; needed is server 1.31 or newer (CLI 1.8)`);
}

/** Fails unless the test server answers soon on a port given to it: it has no `--version` to ask. */
export async function checkTestServerAnswers(path: string): Promise<void> {
  const port = await freePort();
  const server = spawnOwned(path, [String(port)], { stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    // The SDK gives it 5 s; the very first start reads everything from a cold disk.
    await untilListening(port, { server, limitMs: 15_000 });
  } finally {
    server.end('SIGKILL');
  }
}
