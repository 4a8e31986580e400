import { expect, onTestFinished, test, vi } from 'vitest';
import { findChromium } from './support/chromium.js';

// What whoever runs these tests without Chromium is told.

function withPath(path: string | undefined) {
  vi.stubEnv('CHROMIUM_PATH', path);
  onTestFinished(() => void vi.unstubAllEnvs());
}

test('takes the Chromium that is named, or says that there is none', async () => {
  withPath(process.execPath);
  expect(await findChromium()).toBe(process.execPath);
  withPath('/nowhere/chromium');
  await expect(findChromium()).rejects.toThrow('CHROMIUM_PATH: there is no program at /nowhere/chromium');
});

test('says how to get a Chromium where there is none', async () => {
  withPath(undefined);
  await expect(findChromium(['/nowhere'])).rejects.toThrow(/apt-get install chromium.*CHROMIUM_PATH/);
});
