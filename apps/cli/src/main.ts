#!/usr/bin/env node
import { CommanderError } from 'commander';
import { CommandError, exitCodes } from './exit-codes.ts';
import { makeProgram } from './program.ts';

declare const WOWLAB_VERSION: string;

/** Commander's ends that are no mistake of the caller. */
const plainEnds = new Set(['commander.helpDisplayed', 'commander.help', 'commander.version']);

const exitCodeOf = (error: unknown): number => {
  if (error instanceof CommanderError) {
    // Commander has said itself what is wrong.
    return plainEnds.has(error.code) ? exitCodes.ok : exitCodes.usage;
  }
  if (error instanceof CommandError) {
    process.stderr.write(`wowlab: ${error.message}\n`);
    return error.exitCode;
  }
  process.stderr.write(`wowlab: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return exitCodes.failure;
};

// A reader that went away (`wowlab jobs | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.ok);
  throw error;
});

try {
  await makeProgram(WOWLAB_VERSION).parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}
