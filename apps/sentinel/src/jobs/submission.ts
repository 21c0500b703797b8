import { jobPlan, limits, type SubmitJob } from '@wowlab/protocol';
import { sha256Hex } from '@wowlab/runtime';
import { armsForQuestion, canonicalConfig, parseJobInput, unsupportedSpecs, type WeighedStats } from '@wowlab/simc';
import type { JobSubmission } from '@wowlab/redis';
import { maxChunksPerJob, mostChunks } from '@wowlab/scheduling';
import type { EngineManifest } from '../engine-manifest.ts';
import { refuse, type Refused } from '../http/outcome.ts';

export interface SubmissionParts {
  readonly id: string;
  readonly owner: string;
  readonly idempotencyKey: string | null;
  readonly rawBody: Uint8Array;
  readonly body: SubmitJob;
}

const bothTargets = (): Refused =>
  refuse('invalid-request', 'The body states both iterations and targetErrorPct; a job runs by one of them.', {
    errors: [
      {
        field: '/targetErrorPct',
        value: 'stated beside iterations',
        problem: 'leaves open what ends the job',
        remedy: 'Send iterations or targetErrorPct, not both.',
      },
    ],
  });

/** Stat weights of a stat that is none, or with more arms than a job may have. */
const refusedQuestion = ({ stat, value, problem, remedy }: Extract<WeighedStats, { kind: 'refused' }>): Refused =>
  refuse('invalid-request', `Stat weights can not be worked out: ${problem}`, {
    errors: [{ field: stat === null ? '/question' : `/question/stats/${stat}`, value, problem, remedy }],
  });

/** A forced chunk size that would cut the job into more chunks than one job may have. */
const tooManyChunks = (chunkIterations: number, chunks: number): Refused =>
  refuse('invalid-request', `Chunks of ${chunkIterations} iterations would cut this job into ${chunks} chunks.`, {
    errors: [
      {
        field: '/chunkIterations',
        value: String(chunkIterations),
        problem: `cuts the job into ${chunks} chunks; at most ${maxChunksPerJob} are taken`,
        remedy: `Send ${Math.ceil((chunkIterations * chunks) / maxChunksPerJob)} or more, or leave it out: the result is the same.`,
      },
    ],
  });

/** Turns a request into a submission, or names everything in it that can not be simulated. Nothing is stored here. */
export const readSubmission = (parts: SubmissionParts, manifest: EngineManifest): JobSubmission | Refused => {
  const { body } = parts;
  if (body.iterations !== undefined && body.targetErrorPct !== undefined) return bothTargets();
  const parsed = parseJobInput(body.profile);
  if (parsed.kind !== 'ok') {
    const [first] = parsed.problems;
    const place = first === undefined ? '' : ` Line ${first.line}, ${first.field}: ${first.problem}`;
    return refuse('invalid-profile', `The profile has ${parsed.problems.length} problems.${place}`, {
      errors: parsed.problems.map((problem) => ({ ...problem })),
    });
  }
  const { input } = parsed;
  const unsupported = unsupportedSpecs(input.arms, manifest.specs);
  if (unsupported.length > 0) {
    return refuse('unsupported-spec', `This engine build does not model ${unsupported[0]?.value}.`, {
      errors: [...unsupported],
    });
  }
  const asked = armsForQuestion(input, body.question);
  if (asked.kind === 'refused') return refusedQuestion(asked);
  const { arms } = asked;
  const plan = jobPlan(body, input);
  const chunkIterations = body.chunkIterations ?? null;
  const chunks = mostChunks({ ...plan, chunkIterations, arms: arms.length });
  if (chunkIterations !== null && chunks > maxChunksPerJob) return tooManyChunks(chunkIterations, chunks);
  return {
    id: parts.id,
    owner: parts.owner,
    idempotencyKey: parts.idempotencyKey,
    requestDigest: sha256Hex(parts.rawBody),
    name: body.name ?? input.arms[0]?.name.slice(0, limits.nameChars) ?? 'job',
    engineBuild: manifest.build,
    seed: plan.seed,
    iterations: plan.iterations,
    targetErrorPct: plan.targetErrorPct,
    chunkIterations,
    arms: arms.map(({ name, config, offset }) => {
      const configText = canonicalConfig(config);
      return { name, offset, config: sha256Hex(configText), configText };
    }),
    notes: [...input.notes],
  };
};
