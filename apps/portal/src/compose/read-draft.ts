import { limits, type FieldError, type SubmitJob } from '@wowlab/protocol';
import type { Draft } from './draft.ts';

export type DraftReading =
  | { readonly kind: 'ready'; readonly body: SubmitJob }
  | { readonly kind: 'faulty'; readonly errors: readonly FieldError[] };

interface Range {
  readonly field: string;
  readonly least: number;
  readonly most: number;
  readonly whole: boolean;
}

const iterationsRange: Range = {
  field: '/iterations',
  least: limits.minIterations,
  most: limits.maxIterations,
  whole: true,
};
const targetErrorRange: Range = {
  field: '/targetErrorPct',
  least: limits.minTargetErrorPct,
  most: limits.maxTargetErrorPct,
  whole: false,
};
const seedRange: Range = { field: '/seed', least: 0, most: limits.maxSeed, whole: true };

const isBlank = (typed: string): boolean => typed.trim() === '';

const numberIn = (typed: string, { field, least, most, whole }: Range, errors: FieldError[]): number => {
  const cleaned = typed.trim().replaceAll(/[\s,_](?=\d{3}\b)/gu, '');
  const value = cleaned === '' ? Number.NaN : Number(cleaned);
  if (Number.isFinite(value) && value >= least && value <= most && (!whole || Number.isInteger(value))) return value;
  errors.push({
    field,
    value: typed,
    problem: whole ? 'is not a whole number in the range' : 'is not a number in the range',
    remedy: `Enter a ${whole ? 'whole number' : 'number'} from ${least.toLocaleString('en-US')} to ${most.toLocaleString('en-US')}.`,
  });
  return Number.NaN;
};

/** What to send for a draft, or what is wrong with it. The server checks all of it again. */
export const readDraft = (draft: Draft): DraftReading => {
  const errors: FieldError[] = [];
  if (isBlank(draft.profile))
    errors.push({
      field: '/profile',
      value: '',
      problem: 'is empty',
      remedy: 'Paste a SimulationCraft profile or addon export, or load the example.',
    });
  const bytes = new TextEncoder().encode(draft.profile).length;
  if (bytes > limits.profileBytes)
    errors.push({
      field: '/profile',
      value: `${bytes.toLocaleString('en-US')} bytes`,
      problem: 'is too long',
      remedy: `Send at most ${limits.profileBytes.toLocaleString('en-US')} bytes.`,
    });
  const precision =
    draft.goal === 'targetError'
      ? { targetErrorPct: numberIn(draft.targetErrorPct, targetErrorRange, errors) }
      : isBlank(draft.iterations)
        ? {}
        : { iterations: numberIn(draft.iterations, iterationsRange, errors) };
  const seed = isBlank(draft.seed) ? {} : { seed: numberIn(draft.seed, seedRange, errors) };
  if (errors.length > 0) return { kind: 'faulty', errors };
  const name = isBlank(draft.name) ? {} : { name: draft.name.trim() };
  // Without a question the profile decides, which may ask for weights itself.
  const question = draft.question === 'weights' ? { question: { kind: 'weights' as const } } : {};
  return { kind: 'ready', body: { profile: draft.profile, ...question, ...name, ...precision, ...seed } };
};
