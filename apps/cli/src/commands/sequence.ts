import { limits } from '@wowlab/protocol';
import { sequenceTable } from '@wowlab/reporting';
import { type EngineModule, readEngineBundle } from '@wowlab/runtime';
import { canonicalConfig } from '@wowlab/simc';
import { CommandError, exitCodes } from '../exit-codes.ts';
import { engineBundlePath, modelledSpecs } from '../open-local-pool.ts';
import { formatOneDigit, formatWhole } from '../output/numbers.ts';
import { printJson, printText } from '../output/print.ts';
import { printable, renderTable } from '../output/table.ts';
import { readJobInput } from '../read-job-input.ts';
import { readProfile } from '../read-profile.ts';

export interface SequenceOptions {
  readonly seed?: number;
  readonly iteration: number;
  readonly arm?: string;
  readonly json?: boolean;
}

/** Replays one iteration of a profile with the engine beside this command, and prints what happened in it. */
export const sequence = async (file: string, options: SequenceOptions): Promise<void> => {
  const input = readJobInput(await readProfile(file), await modelledSpecs());
  const arm = options.arm === undefined ? input.arms[0] : input.arms.find(({ name }) => name === options.arm);
  if (arm === undefined) {
    const known = input.arms.map(({ name }) => JSON.stringify(printable(name))).join(', ');
    throw new CommandError(
      exitCodes.usage,
      `The profile has no arm ${JSON.stringify(options.arm ?? '')}; it has ${known}.`,
    );
  }
  const read = await readEngineBundle(engineBundlePath());
  if (read.kind === 'invalid') {
    throw new CommandError(exitCodes.setupFailed, `There is no engine to replay with: ${read.problem}.`);
  }
  const engine = (await import(read.bundle.moduleUrl)) as EngineModule;
  const seed = options.seed ?? input.seed ?? limits.defaultSeed;
  const told = engine.prepareArm(canonicalConfig(arm.config)).sequence(seed, options.iteration);
  if (options.json === true) {
    printJson({ engine: { build: read.bundle.build }, arm: arm.name, ...told });
    return;
  }
  const { columns, rows } = sequenceTable(told);
  printText(renderTable(columns, rows));
  printText(
    `${printable(arm.name)}, seed ${seed}, iteration ${options.iteration}: ${formatWhole(told.damage)} damage in ` +
      `${formatOneDigit(told.lengthMs / 1_000)} s, ${formatOneDigit(told.dps)} DPS` +
      (told.leftOut > 0 ? `; ${formatWhole(told.leftOut)} events were left out` : ''),
  );
};
