/**
 * What the sums of a tally are, by the first part of its name. Times are ms, amounts of a resource are thousandths of a
 * point. A new kind of figure is a new entry here, not a new format.
 *
 *   buff.ACTOR.NAME, debuff.ACTOR.NAME   what an actor carried: ms up, ms × stacks, applications, and how many of them
 *                                        found it up already
 *   gain.ACTOR.RESOURCE.SOURCE           what a resource was given: how often, how much, and what did not fit
 *   spend.ACTOR.RESOURCE.ABILITY         what it was spent on: how often, how much
 *   resource.ACTOR.NAME                  what there was at the pulls and at the ends
 *   use.ACTOR.ABILITY                    uses in the fight, of what has no cooldown
 *   cooldown.ACTOR.ABILITY               uses in the fight, and ms its cooldown was over and it was not used
 *   proc.ACTOR.NAME                      how often chance had it happen
 *   damage.WIDTH                         damage in each span of WIDTH ms since the pull
 *   ends.WIDTH, ends_ms.WIDTH            fights that ended in each span, and their ms in it; only where lengths vary
 */
export const tallyKinds = {
  buff: ['upMs', 'stackMs', 'applications', 'refreshes'],
  debuff: ['upMs', 'stackMs', 'applications', 'refreshes'],
  gain: ['count', 'milli', 'wastedMilli'],
  spend: ['count', 'milli'],
  resource: ['startMilli', 'endMilli'],
  use: ['uses'],
  cooldown: ['uses', 'idleMs'],
  proc: ['count'],
} as const;

export type TallyKind = keyof typeof tallyKinds;

/** Kinds whose sums are spans of time since the pull. */
export const spanKinds = { damage: 'damage', ends: 'ends', endsMs: 'ends_ms' } as const;

/** Most spans of a timeline. */
export const MAX_SPANS = 600;
const MS_PER_SECOND = 1000;

/** Width of a timeline's spans for fights of up to `longestMs`: a second, doubled until there are at most `MAX_SPANS`. */
export const spanWidthMs = (longestMs: number): number => {
  let width = MS_PER_SECOND;
  while (longestMs > width * MAX_SPANS) width *= 2;
  return width;
};
