import { jobPlan, refusals, type FieldError, type JobPlan, type RefusalCode, type SubmitJob } from '@wowlab/protocol';
import type { ArmToSimulate } from '@wowlab/scheduling';
import { armsForQuestion, canonicalConfig, parseJobInput, unsupportedSpecs, type NamedSpec } from '@wowlab/simc';
import type { Told } from '../shell/problem-notice.tsx';
import { sha256Hex } from './sha256-hex.ts';

/** A job as the server would make it of the same request. */
export interface LocalJob {
  readonly name: string;
  readonly plan: JobPlan;
  readonly arms: readonly ArmToSimulate[];
  readonly notes: readonly string[];
}

export type ReadLocalJob =
  | { readonly kind: 'job'; readonly job: LocalJob }
  | { readonly kind: 'refused'; readonly told: Told; readonly errors: readonly FieldError[] };

const refuse = (code: RefusalCode, errors: readonly FieldError[]): ReadLocalJob => {
  const { title, remedy } = refusals[code];
  return { kind: 'refused', told: { title, detail: '', remedy }, errors };
};

/** Reads a request as the server does, with the same refusals. */
export const readLocalJob = (body: SubmitJob, specs: readonly NamedSpec[]): ReadLocalJob => {
  const parsed = parseJobInput(body.profile);
  if (parsed.kind !== 'ok') return refuse('invalid-profile', parsed.problems);
  const { input } = parsed;
  const unsupported = unsupportedSpecs(input.arms, specs);
  if (unsupported.length > 0) return refuse('unsupported-spec', unsupported);
  const asked = armsForQuestion(input, body.question);
  if (asked.kind === 'refused') {
    const { stat, value, problem, remedy } = asked;
    const field = stat === null ? '/question' : `/question/stats/${stat}`;
    return refuse('invalid-request', [{ field, value, problem, remedy }]);
  }
  return {
    kind: 'job',
    job: {
      name: body.name ?? input.arms[0]?.name ?? 'simulation',
      plan: jobPlan(body, input),
      arms: asked.arms.map(({ name, config, offset }) => {
        const text = canonicalConfig(config);
        return { name, offset, hash: sha256Hex(text), text };
      }),
      notes: input.notes,
    },
  };
};
