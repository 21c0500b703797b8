import type { JobInput } from './job-input.ts';
import { plainWeightsWish, type WeighedStats, weighStats } from './weigh-stats.ts';

/** What a request asks of a profile, as the protocol describes it. */
export type AskedQuestion =
  | { readonly kind: 'damage' }
  | {
      readonly kind: 'weights';
      readonly stats?: readonly string[] | undefined;
      readonly delta?: number | undefined;
    };

/** The arms that answer a question: the profile's own, and those stat weights take. Without a question the profile decides. */
export const armsForQuestion = (input: JobInput, question: AskedQuestion | undefined): WeighedStats => {
  if (question?.kind === 'damage' || (question === undefined && input.weights === null)) {
    return { kind: 'ok', arms: input.arms };
  }
  const wish = input.weights ?? plainWeightsWish;
  if (question === undefined) return weighStats(input, wish);
  return weighStats(input, {
    ...wish,
    stats: question.stats ?? wish.stats,
    delta: question.delta ?? wish.delta,
    // A distance that is stated is meant as it is.
    deltaMultiplier: question.delta === undefined ? wish.deltaMultiplier : 1,
  });
};
