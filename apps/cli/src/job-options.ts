import { InvalidArgumentError, Option, type Command } from 'commander';
import { limits } from '@wowlab/protocol';

/** How precise an answer should be and which sample it takes; what is left out, the profile or the default says. */
export interface JobOptions {
  readonly iterations?: number;
  readonly targetError?: number;
  readonly seed?: number;
  readonly chunk?: number;
}

/** A parser for a whole number between two bounds, named in its refusal. */
export const wholeNumber =
  (minimum: number, maximum: number) =>
  (text: string): number => {
    const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= minimum && value <= maximum)) {
      throw new InvalidArgumentError(`Give a whole number from ${minimum} to ${maximum}.`);
    }
    return value;
  };

const percent = (text: string): number => {
  const value = /^\d{1,3}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= limits.minTargetErrorPct && value <= limits.maxTargetErrorPct)) {
    throw new InvalidArgumentError(
      `Give a percentage from ${limits.minTargetErrorPct} to ${limits.maxTargetErrorPct}, e.g. 0.1.`,
    );
  }
  return value;
};

/** Adds `--iterations | --target-error`, `--seed` and `--chunk` to a command. */
export const addJobOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('-i, --iterations <n>', 'how many fights to simulate').argParser(
        wholeNumber(limits.minIterations, limits.maxIterations),
      ),
    )
    .addOption(
      new Option('-e, --target-error <pct>', 'stop at this half width of the 95 % interval, in percent of the mean')
        .argParser(percent)
        .conflicts('iterations'),
    )
    .addOption(new Option('--seed <n>', 'which random sample to take').argParser(wholeNumber(0, limits.maxSeed)))
    .addOption(
      new Option('--chunk <n>', 'force the size of every chunk, in iterations').argParser(
        wholeNumber(1, limits.maxChunkIterations),
      ),
    );
