import { Type } from 'typebox';
import { Comparison, StatOffset, Weights } from './analysis.ts';
import { JobId, Sha256Hex } from './ids.ts';
import { JobState } from './job.ts';
import { ReportDetails } from './report-details.ts';

/** Damage per second over the iterations of an arm. */
export const DpsSummary = Type.Object(
  {
    mean: Type.Number(),
    stdDev: Type.Number(),
    stdError: Type.Number(),
    min: Type.Number(),
    max: Type.Number(),
    p05: Type.Number(),
    p25: Type.Number(),
    p50: Type.Number(),
    p75: Type.Number(),
    p95: Type.Number(),
  },
  { additionalProperties: false },
);

/** One source of damage: its DPS, its share of the arm's DPS (0..1), hits per iteration and mean damage of a hit. */
export const SourceSummary = Type.Object(
  { name: Type.String(), dps: Type.Number(), share: Type.Number(), count: Type.Number(), meanHit: Type.Number() },
  { additionalProperties: false },
);

/** Equal-width bins of the DPS distribution; `counts[k]` iterations lie in `[from + k·width, from + (k+1)·width)`. */
export const DpsHistogram = Type.Object(
  { from: Type.Number(), width: Type.Number(), counts: Type.Array(Type.Integer()) },
  { additionalProperties: false },
);
export type DpsHistogram = Type.Static<typeof DpsHistogram>;

export const ReportArm = Type.Object(
  {
    name: Type.String(),
    offset: Type.Optional(StatOffset),
    config: Sha256Hex,
    iterations: Type.Integer(),
    digest: Sha256Hex,
    dps: DpsSummary,
    sources: Type.Array(SourceSummary),
    histogram: Type.Optional(DpsHistogram),
    notModelled: Type.Array(Type.String(), {
      description: 'Abilities, talents or items of the input that the engine does not simulate.',
    }),
    details: Type.Optional(ReportDetails),
  },
  { additionalProperties: false },
);
export type ReportArm = Type.Static<typeof ReportArm>;

/**
 * The answer to a job. `digest` is the SHA-256 of the arm's canonical aggregate: equal digests mean bit-identical results.
 * `job.id` is null for a simulation that ran without services.
 */
export const Report = Type.Object(
  {
    job: Type.Object(
      { id: Type.Union([JobId, Type.Null()]), state: JobState, version: Type.Integer() },
      { additionalProperties: false },
    ),
    engine: Type.Object({ build: Sha256Hex }, { additionalProperties: false }),
    seed: Type.Integer(),
    arms: Type.Array(ReportArm),
    comparison: Type.Optional(Comparison),
    weights: Type.Optional(Weights),
    timing: Type.Object(
      {
        wallMs: Type.Integer({ description: 'From acceptance to the end.' }),
        computeMs: Type.Integer({ description: 'Sum of the time workers spent on the counted chunks.' }),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type Report = Type.Static<typeof Report>;
