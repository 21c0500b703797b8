import { Type } from 'typebox';
import { Question, StatOffset } from './analysis.ts';
import { displayName } from './display-name.ts';
import { JobId, Sha256Hex, UserId } from './ids.ts';
import { limits } from './limits.ts';

/** `queued → running → done`; `failed` and `cancelled` from either of the first two. */
export const JobState = Type.Union([
  Type.Literal('queued'),
  Type.Literal('running'),
  Type.Literal('done'),
  Type.Literal('failed'),
  Type.Literal('cancelled'),
]);
export type JobState = Type.Static<typeof JobState>;

export const terminalStates: ReadonlySet<JobState> = new Set<JobState>(['done', 'failed', 'cancelled']);

/** What a player sends. Exactly one of `iterations` and `targetErrorPct`, or neither for what the profile or the default says. */
export const SubmitJob = Type.Object(
  {
    profile: Type.String({
      minLength: 1,
      maxLength: limits.profileBytes,
      description: 'A SimulationCraft profile or addon export, as pasted.',
    }),
    name: Type.Optional(displayName('A name for the list of jobs.')),
    iterations: Type.Optional(Type.Integer({ minimum: limits.minIterations, maximum: limits.maxIterations })),
    targetErrorPct: Type.Optional(
      Type.Number({
        minimum: limits.minTargetErrorPct,
        maximum: limits.maxTargetErrorPct,
        description: 'Stop when the half width of the 95 % interval of the mean is at most this percent of the mean.',
      }),
    ),
    question: Type.Optional(Question),
    seed: Type.Optional(Type.Integer({ minimum: 0, maximum: limits.maxSeed })),
    chunkIterations: Type.Optional(
      Type.Integer({ minimum: 1, maximum: limits.maxChunkIterations, description: 'Forces the size of every chunk.' }),
    ),
  },
  { additionalProperties: false },
);
export type SubmitJob = Type.Static<typeof SubmitJob>;

/** How precisely an arm is known so far. DPS in damage per second. */
export const ArmProgress = Type.Object(
  {
    name: Type.String(),
    offset: Type.Optional(StatOffset),
    config: Sha256Hex,
    /** Iterations counted, and how many are wanted at most. */
    iterations: Type.Integer(),
    target: Type.Integer(),
    mean: Type.Union([Type.Number(), Type.Null()]),
    stdError: Type.Union([Type.Number(), Type.Null()]),
  },
  { additionalProperties: false },
);
export type ArmProgress = Type.Static<typeof ArmProgress>;

/** A job as its owner reads it. `version` rises by one at each change of state and is the resource's ETag. */
export const Job = Type.Object(
  {
    id: JobId,
    owner: UserId,
    name: Type.String(),
    state: JobState,
    version: Type.Integer({ minimum: 1 }),
    reason: Type.Union([Type.String(), Type.Null()], { description: 'Why the job failed or was cancelled.' }),
    engineBuild: Sha256Hex,
    seed: Type.Integer(),
    iterations: Type.Integer({
      description: 'Iterations wanted per arm: the target, or the cap of a target-error job.',
    }),
    targetErrorPct: Type.Union([Type.Number(), Type.Null()]),
    arms: Type.Array(ArmProgress),
    createdAtMs: Type.Integer(),
    startedAtMs: Type.Union([Type.Integer(), Type.Null()]),
    finishedAtMs: Type.Union([Type.Integer(), Type.Null()]),
    notes: Type.Array(Type.String(), {
      description: 'What the profile says that is not used, for the player to read.',
    }),
  },
  { additionalProperties: false },
);
export type Job = Type.Static<typeof Job>;

/** One page of a listing, newest first. */
export const JobPage = Type.Object(
  { jobs: Type.Array(Job), nextCursor: Type.Union([Type.String(), Type.Null()]) },
  { additionalProperties: false },
);
export type JobPage = Type.Static<typeof JobPage>;
