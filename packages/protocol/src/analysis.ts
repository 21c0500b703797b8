import { Type } from 'typebox';
import { limits } from './limits.ts';

const closed = { additionalProperties: false } as const;
const orNull = <Schema extends Type.TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);
const longestStatName = 32;

/** How far one stat of the job's first arm was moved to make this arm. `stat` as in profile keys, e.g. `crit_rating`. */
export const StatOffset = Type.Object(
  {
    stat: Type.String({ minLength: 1, maxLength: longestStatName }),
    amount: Type.Integer({ minimum: -limits.maxStatDelta, maximum: limits.maxStatDelta }),
  },
  closed,
);
export type StatOffset = Type.Static<typeof StatOffset>;

/**
 * What a job asks. `damage`: how much each arm does, and with several arms how they compare. `weights`: also what a point of
 * each stat is worth to the first arm; the arms this takes are added. Left out, the profile decides
 * (`calculate_scale_factors`).
 */
export const Question = Type.Union([
  Type.Object({ kind: Type.Literal('damage') }, closed),
  Type.Object(
    {
      kind: Type.Literal('weights'),
      stats: Type.Optional(
        Type.Array(Type.String({ minLength: 1, maxLength: longestStatName }), {
          minItems: 1,
          maxItems: 32,
          description: 'Stats as in profile keys, e.g. `crit_rating`. Left out: those gear carries.',
        }),
      ),
      delta: Type.Optional(
        Type.Integer({
          minimum: 2,
          maximum: limits.maxStatDelta,
          description: 'Points between the two arms of a stat. Left out: the haste rating of 3.5 %.',
        }),
      ),
    },
    closed,
  ),
]);
export type Question = Type.Static<typeof Question>;

/** `identical`: no iteration differed. `within-error`: may be chance. `unknown`: fewer than two iterations. */
export const Verdict = Type.Union([
  Type.Literal('better'),
  Type.Literal('worse'),
  Type.Literal('within-error'),
  Type.Literal('identical'),
  Type.Literal('unknown'),
]);
export type Verdict = Type.Static<typeof Verdict>;

/** An arm beside the baseline: DPS, and percent of the baseline's mean. `error95` is half the width of the 95 % interval. */
export const ComparedArm = Type.Object(
  {
    arm: Type.Integer({ description: 'Index in `arms`.' }),
    rank: Type.Integer(),
    group: Type.Integer({ description: 'Arms that can not be told from the best of their group share its number.' }),
    isSidegrade: Type.Boolean({ description: "Within twice the error of the best arm's mean." }),
    difference: Type.Number(),
    percent: Type.Number(),
    stdError: Type.Number(),
    error95: Type.Number(),
    error95Percent: Type.Number(),
    verdict: Verdict,
  },
  closed,
);
export type ComparedArm = Type.Static<typeof ComparedArm>;

/** The arms that are no stat offsets, best first. Differences are paired: all arms met the same random numbers. */
export const Comparison = Type.Object({ baseline: Type.Integer(), arms: Type.Array(ComparedArm) }, closed);
export type Comparison = Type.Static<typeof Comparison>;

/** DPS per point, or parts of the main stat's; with half the width of the 95 % interval. */
export const Slope = Type.Object({ perPoint: Type.Number(), error95: Type.Number() }, closed);
export type Slope = Type.Static<typeof Slope>;

export const StatWeight = Type.Object(
  {
    stat: Type.String(),
    down: Type.Integer({ description: 'Points taken away; 0 for a stat that was only raised.' }),
    up: Type.Integer(),
    perPoint: Type.Number({ description: 'DPS per point over the whole distance.' }),
    error95: Type.Number(),
    above: orNull(Slope),
    below: orNull(Slope),
    isBent: Type.Boolean({ description: 'The slopes below and above differ: a cap or a step lies near.' }),
    verdict: Type.Union([
      Type.Literal('clear'),
      Type.Literal('within-error'),
      Type.Literal('no-effect'),
      Type.Literal('unknown'),
    ]),
    normalized: orNull(Slope),
  },
  closed,
);
export type StatWeight = Type.Static<typeof StatWeight>;

export const Weights = Type.Object(
  {
    baseline: Type.Integer({ description: 'Index in `arms` of the arm whose stats were moved.' }),
    mainStat: orNull(Type.String({ description: 'What weights are normalised to.' })),
    stats: Type.Array(StatWeight),
    pawn: Type.String({ description: 'For the game addon Pawn; holds the stats whose weight is clear.' }),
  },
  closed,
);
export type Weights = Type.Static<typeof Weights>;
