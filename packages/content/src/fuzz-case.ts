import { EventCapExceeded } from '@wowlab/engine';
import { canonicalConfig, type ParsedJobInput, parseJobInput } from '@wowlab/simc';
import { decodeAggregate } from '@wowlab/statistics';
import { ConfigError } from './config-error.ts';
import { prepareArm } from './prepare-arm.ts';

/** What became of one input. `fault` is a defect of the program, everything else an expected answer. */
export type FuzzOutcome =
  | { readonly kind: 'simulated' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'fault'; readonly reason: string };

const ITERATIONS = 2;
/** Longer fights cost time and find nothing more. */
const MAX_FIGHT_MS = 60_000;
const MAX_ARMS = 3;

const fault = (reason: string): FuzzOutcome => ({ kind: 'fault', reason });

/**
 * Runs one text through the parser, the engine build and a short fight, and checks what must hold for any text: nothing
 * throws but a refusal that says field, value and remedy, a fight ends within its events, its aggregate is whole and finite,
 * and running it again gives the same.
 */
export const fuzzCase = (text: string, seed: number): FuzzOutcome => {
  let parsed: ParsedJobInput;
  try {
    parsed = parseJobInput(text);
  } catch (error) {
    return fault(`the parser threw ${String(error)}`);
  }
  if (parsed.kind !== 'ok') return checkProblems(parsed.problems);
  let last: FuzzOutcome = { kind: 'refused' };
  for (const { config } of parsed.input.arms.slice(0, MAX_ARMS)) {
    const lengthMs = Math.min(config.fight.lengthMs, MAX_FIGHT_MS);
    last = runArm(canonicalConfig({ ...config, fight: { ...config.fight, lengthMs } }), seed);
    if (last.kind === 'fault') return last;
  }
  return last;
};

const checkProblems = (problems: Extract<ParsedJobInput, { kind: 'invalid' }>['problems']): FuzzOutcome => {
  if (problems.length === 0) return fault('an input was refused without a problem');
  for (const { line, column, field, problem, remedy } of problems) {
    const isPlaced = line >= 1 && column >= 1;
    if (!isPlaced || field === '' || problem === '' || remedy === '') {
      return fault(`a problem is incomplete: ${JSON.stringify({ line, column, field, problem, remedy })}`);
    }
  }
  return { kind: 'refused' };
};

const runArm = (config: string, seed: number): FuzzOutcome => {
  try {
    const arm = prepareArm(config);
    const result = arm.run(seed, 0, ITERATIONS);
    if (/NaN|Infinity/.test(result)) return fault('the aggregate holds a number that is not finite');
    const decoded = decodeAggregate(result);
    if (decoded.kind !== 'ok') return fault(`the aggregate can not be read: ${decoded.field} ${decoded.problem}`);
    if (decoded.aggregate.iterations !== ITERATIONS) return fault('the aggregate has lost an iteration');
    if (prepareArm(config).run(seed, 0, ITERATIONS) !== result) return fault('two runs of one input differ');
    return { kind: 'simulated' };
  } catch (error) {
    if (error instanceof EventCapExceeded) return { kind: 'refused' };
    if (error instanceof ConfigError) {
      return error.field === '' || error.remedy === ''
        ? fault(`incomplete refusal: ${error.message}`)
        : { kind: 'refused' };
    }
    return fault(`the engine threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
};

/** The shortest text found by leaving out lines, then characters at their ends, that still fails. Bounded in tries. */
export const shrinkFault = (text: string, isFault: (text: string) => boolean, maxTries = 400): string => {
  let lines = text.split('\n');
  let tries = 0;
  for (let size = Math.ceil(lines.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < lines.length && tries < maxTries; tries += 1) {
      const shorter = [...lines.slice(0, from), ...lines.slice(from + size)];
      if (shorter.length > 0 && isFault(shorter.join('\n'))) lines = shorter;
      else from += size;
    }
  }
  return lines.join('\n');
};
