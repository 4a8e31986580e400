#!/usr/bin/env node
/**
 * The command `order`: places orders, reports payments, and shows how things stand.
 *
 *   npm run --silent order -- status A-1        (npm run order -- --help for all of it)
 */
import { runOrder } from './program.js';

// Who reads only the first lines, as head does, has seen enough.
process.stdout.on('error', () => process.exit());

process.exitCode = await runOrder(process.argv.slice(2), process);
