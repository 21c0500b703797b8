import { MAX_TIME_MS, runIterations, type Sequence, writeSequence } from '@wowlab/engine';
import type { ArmConfig } from '@wowlab/simc';
import { encodeAggregate } from '@wowlab/statistics';
import { ConfigError } from './config-error.ts';
import { engineManifest } from './engine-manifest.ts';
import { prepareBeastMastery } from './mop/hunter/beast-mastery.ts';
import { prepareMarksmanship } from './mop/hunter/marksmanship.ts';
import { prepareSurvival } from './mop/hunter/survival.ts';
import type { PreparedFight } from './prepared-fight.ts';
import { prepareRetailBeastMastery } from './retail/hunter/beast-mastery.ts';
import { prepareRetailMarksmanship } from './retail/hunter/marksmanship.ts';

/** An arm that is built and ready to run. */
export interface PreparedArm {
  /** What the config asks for and the simulation leaves out, sorted. Also part of every aggregate. */
  readonly notModelled: readonly string[];
  /**
   * Runs the iterations `[start, start + count)` and returns their aggregate as text (`encodeAggregate`). A pure function
   * of the config, the seed and the two numbers, however often and in whatever order it is called.
   *
   * @throws EventCapExceeded when a fight does not end within its events.
   */
  run(seed: number, start: number, count: number): string;
  /**
   * Replays one iteration and tells everything that happens in it.
   *
   * @throws EventCapExceeded as `run` does.
   */
  sequence(seed: number, iteration: number): Sequence;
}

const SPECS: ReadonlyMap<string, (config: ArmConfig, notModelled: Set<string>) => PreparedFight> = new Map([
  ['mop/hunter/beast_mastery', prepareBeastMastery],
  ['mop/hunter/marksmanship', prepareMarksmanship],
  ['mop/hunter/survival', prepareSurvival],
  ['retail/hunter/beast_mastery', prepareRetailBeastMastery],
  ['retail/hunter/marksmanship', prepareRetailMarksmanship],
]);

const MAX_ITERATION = 2 ** 43;
const PPM = 1_000_000;
const MAX_NAME_LENGTH = 150;

/**
 * Builds an arm from the canonical JSON of its config.
 *
 * @throws ConfigError for what can not be simulated at all, naming the field, its value and what to do.
 */
export const prepareArm = (configText: string): PreparedArm => {
  const config = readConfig(configText);
  const { ruleset, character, fight } = config;
  const prepare = SPECS.get(`${ruleset}/${character.class}/${character.spec}`);
  if (prepare === undefined) {
    const known = engineManifest.specs.map((spec) => `${spec.ruleset} ${spec.class} ${spec.spec}`).join(', ');
    const asked = `${ruleset} ${character.class} ${character.spec}`;
    throw new ConfigError('spec', asked, 'this engine build has no such spec.', `It can simulate: ${known}.`);
  }
  const longestMs = fight.lengthMs * (1 + fight.varyPpm / PPM);
  if (!Number.isInteger(fight.lengthMs) || fight.lengthMs < 1000 || longestMs > MAX_TIME_MS) {
    const remedy = `Use a whole number of milliseconds from 1000 to ${MAX_TIME_MS}.`;
    throw new ConfigError('fight.lengthMs', fight.lengthMs, 'a fight of that length can not be run.', remedy);
  }
  const leftOut = new Set<string>();
  const prepared = prepare(config, leftOut);
  const notModelled = Object.freeze([...leftOut].map(printable).sort());
  return {
    notModelled,
    run: (seed, start, count) => {
      requireWhole('seed', seed, 0, Number.MAX_SAFE_INTEGER);
      requireWhole('count', count, 1, MAX_ITERATION);
      requireWhole('start', start, 0, MAX_ITERATION - count);
      return encodeAggregate(runIterations({ ...prepared, notModelled }, seed, start, count));
    },
    sequence: (seed, iteration) => {
      requireWhole('seed', seed, 0, Number.MAX_SAFE_INTEGER);
      requireWhole('iteration', iteration, 0, MAX_ITERATION - 1);
      return writeSequence(prepared.fight, prepared.recorder, prepared.onEnd, seed, iteration);
    },
  };
};

/** The text was written by `canonicalConfig` from a checked profile; anything else is a caller's mistake, not a player's. */
const readConfig = (text: string): ArmConfig => {
  const config = JSON.parse(text) as Partial<ArmConfig> | null;
  if (typeof config !== 'object' || config === null || config.version !== 1) {
    throw new ConfigError(
      'version',
      config?.version ?? null,
      'this engine build reads version 1.',
      'Submit the profile again.',
    );
  }
  return config as ArmConfig;
};

const requireWhole = (name: string, value: number, from: number, to: number): void => {
  if (!Number.isSafeInteger(value) || value < from || value > to) {
    throw new RangeError(`${name} is ${value}; it must be a whole number from ${from} to ${to}`);
  }
};

/** Names come from a player's text; what an aggregate holds is printable ASCII of bounded length. */
const printable = (name: string): string => name.replaceAll(/[^\x20-\x7e]/gu, '?').slice(0, MAX_NAME_LENGTH);
