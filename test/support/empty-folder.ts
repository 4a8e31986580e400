import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, vi } from 'vitest';

/** Runs each test of a file in an empty folder, so in one without `.env`; takes back what it stubs of the environment. */
export function useEmptyFolder(): () => string {
  const home = process.cwd();
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'order-saga-'));
    process.chdir(folder);
  });
  afterEach(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true });
    vi.unstubAllEnvs();
  });
  return () => folder;
}
