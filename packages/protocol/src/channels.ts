import { Type } from 'typebox';
import { JobId } from './ids.ts';
import { ArmProgress, JobState } from './job.ts';
import { DpsHistogram } from './report.ts';

const closed = { additionalProperties: false } as const;

/**
 * Progress of a job on `job:{id}`. `seq` rises with every fold of results and change of state: receivers keep the highest
 * and ignore the rest. A hint: what REST answers is the truth.
 */
export const ProgressMessage = Type.Object(
  {
    type: Type.Literal('progress'),
    job: JobId,
    seq: Type.Integer(),
    state: JobState,
    version: Type.Integer(),
    reason: Type.Union([Type.String(), Type.Null()]),
    iterations: Type.Integer(),
    target: Type.Integer(),
    arms: Type.Array(ArmProgress),
    /** Of the first arm, for the distribution that forms on the page. */
    histogram: Type.Union([DpsHistogram, Type.Null()]),
    elapsedMs: Type.Integer(),
  },
  closed,
);
export type ProgressMessage = Type.Static<typeof ProgressMessage>;

/** Hints to one node on `node:{id}`; each is also told by the next work exchange or heartbeat. */
export const NodeHint = Type.Union([
  Type.Object({ type: Type.Literal('work') }, closed),
  Type.Object({ type: Type.Literal('ended'), job: JobId }, closed),
  Type.Object({ type: Type.Literal('drain') }, closed),
  Type.Object({ type: Type.Literal('claimed') }, closed),
]);
export type NodeHint = Type.Static<typeof NodeHint>;

/** Hint on `user:{id}` that a job of theirs appeared or changed state. */
export const UserMessage = Type.Object(
  { type: Type.Literal('job'), job: JobId, state: JobState, version: Type.Integer() },
  closed,
);
export type UserMessage = Type.Static<typeof UserMessage>;
