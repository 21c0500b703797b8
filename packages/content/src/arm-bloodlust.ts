import { eventPriority, type Fight, type Target } from '@wowlab/engine';
import type { BloodlustConfig } from '@wowlab/simc';

export interface BloodlustWorld {
  readonly fight: Fight;
  readonly target: Target;
  /** Expected length of the fight, ms. */
  readonly lengthMs: number;
}

/** @returns what arms Bloodlust at the pull, for its time or the target's health, whichever comes first. */
export const armBloodlust = (
  { fight, target, lengthMs }: BloodlustWorld,
  bloodlust: BloodlustConfig,
  apply: () => void,
): (() => void) => {
  const start = fight.timer(eventPriority.cast, apply);
  return () => {
    // Negative times count back from the expected end.
    const byTime = bloodlust.atMs < 0 ? Math.max(0, lengthMs + bloodlust.atMs) : bloodlust.atMs;
    const byHealth = bloodlust.atHealthPct === null ? byTime : target.msAtHealth(bloodlust.atHealthPct);
    fight.queue.schedule(start, Math.min(byTime, byHealth));
  };
};
