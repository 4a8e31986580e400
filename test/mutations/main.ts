/**
 * Breaks the saga on purpose, one law at a time, and sees that the tests notice: npm run test:mutations [words of a law]
 * It works on a copy in .cache/mutant. Status 0 when every mutation is caught, 1 when one lives.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { mutations, type Mutation } from './mutations.js';

const copy = resolve('.cache/mutant');

function copyProject(): void {
  rmSync(copy, { recursive: true, force: true });
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' });
  for (const file of files.split('\n').filter(Boolean)) cpSync(file, join(copy, file));
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
  mkdirSync(join(copy, '.cache'));
  symlinkSync(resolve('.cache/temporal'), join(copy, '.cache/temporal'));
}

/** How many of the tests of this name fail; none of them may be missing. */
function failuresOf({ caughtBy }: Mutation): number {
  const report = join(copy, '.cache/report.json');
  const args = [
    'vitest',
    'run',
    caughtBy.file,
    '-t',
    caughtBy.test,
    '--reporter=json',
    `--outputFile=${report}`,
  ];
  spawnSync('npx', args, { cwd: copy, stdio: 'ignore' });
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as Record<
    string,
    number
  >;
  if (!numPassedTests && !numFailedTests)
    throw new Error(`no test of ${caughtBy.file} is named "${caughtBy.test}"`);
  return numFailedTests!;
}

/** Whether a test that passes on the source as it is fails on the broken one. */
function isCaught(mutation: Mutation): boolean {
  const path = join(copy, mutation.file);
  const source = readFileSync(path, 'utf8');
  if (failuresOf(mutation) > 0) throw new Error(`"${mutation.caughtBy.test}" fails without any mutation`);
  writeFileSync(
    path,
    source.replace(mutation.from, () => mutation.to),
  );
  const failures = failuresOf(mutation);
  writeFileSync(path, source);
  return failures > 0;
}

const wanted = process.argv.slice(2).join(' ');
copyProject();
for (const mutation of mutations.filter(({ law, breaks }) => `${law}: ${breaks}`.includes(wanted))) {
  const caught = isCaught(mutation);
  console.log(`${caught ? 'caught' : 'LIVES '}  ${mutation.law}: ${mutation.breaks}`);
  if (!caught) process.exitCode = 1;
}
