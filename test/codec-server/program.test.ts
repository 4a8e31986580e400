import { expect, it, onTestFinished } from 'vitest';
import { firstKey } from '../support/codec-keys.js';
import { runProgram } from '../support/program.js';

// `npm run codec-server` as a person meets it.

const settings = {
  ORDERS_CODEC_KEYS: firstKey,
  CODEC_SERVER_TOKENS: 'the-token-of-an-operator',
  CODEC_SERVER_PORT: '0',
};

function runCodecServer(env: NodeJS.ProcessEnv, ...args: string[]) {
  const program = runProgram('src/codec-server/main.ts', env, ...args);
  onTestFinished(() => void program.kill('SIGKILL'));
  return program;
}

it('names every setting that is wrong, at once', async () => {
  const wrong = { CODEC_SERVER_ORIGINS: 'https://temporal.example.com/', CODEC_SERVER_PORT: 'http' };
  const { status, stdout, stderr } = await runCodecServer(wrong).ended;

  expect([status, stdout]).toEqual([1, '']);
  expect(stderr.split('\n').map((line) => line.split(':', 2).join(':'))).toEqual([
    'codec-server: CODEC_SERVER_TOKENS',
    'codec-server: CODEC_SERVER_ORIGINS',
    'codec-server: CODEC_SERVER_PORT',
    'codec-server: ORDERS_CODEC_KEYS',
    'codec-server: reads the environment and the file .env; .env.example is one to start from',
    '',
  ]);
});

it('tells what it reads when asked for help, and what it does not know', async () => {
  const [helped, refused] = [runCodecServer({}, '--help'), runCodecServer({}, '--hlep')];

  expect(await helped.ended).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('CODEC_SERVER_TOKENS_FILE'),
  });
  expect(await refused.ended).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/'--hlep'.*--help\n$/),
  });
});

it('listens where nobody else can come, and ends when it is told to, twice', async () => {
  const program = runCodecServer(settings);
  await program.prints('"msg":"codec server ready"');
  expect(program.printed()).toMatch(/"listening":"http:\/\/127\.0\.0\.1:\d+"/);
  program.kill('SIGTERM');
  program.kill('SIGINT');

  expect(await program.ended).toMatchObject({ status: 0, stderr: '' });
});
