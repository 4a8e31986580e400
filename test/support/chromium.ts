import { access, constants } from 'node:fs/promises';
import { chromium, type Browser } from 'playwright-core';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Starts the Chromium of this machine without a window, or says how to get one. */
export async function launchChromium(): Promise<Browser> {
  // Whoever runs as root, as in a container, gets no sandbox from Chromium; it visits only pages of ours.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: await findChromium(), args });
}

/** The program that `CHROMIUM_PATH` names, or that is in one of the places; throws words for whoever has none. */
export async function findChromium(places = usualPlaces): Promise<string> {
  const named = process.env['CHROMIUM_PATH'];
  for (const path of named ? [named] : places) {
    const runs = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runs) return path;
  }
  throw new Error(
    named
      ? `CHROMIUM_PATH: there is no program at ${named}`
      : 'The tests of the shop need Chromium: apt-get install chromium, or set CHROMIUM_PATH to yours',
  );
}
