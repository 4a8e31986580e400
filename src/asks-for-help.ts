import { parseArgs } from 'node:util';

/** Tells whether a program that takes no other argument was started with `--help`; ends it with status 2 at any other. */
export function asksForHelp(program: string): boolean {
  try {
    return parseArgs({ options: { help: { type: 'boolean', default: false } } }).values.help;
  } catch (error) {
    console.error(`${program}: ${error instanceof Error ? error.message : String(error)}; see --help`);
    return process.exit(2);
  }
}
