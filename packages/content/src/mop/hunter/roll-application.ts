import { type DamageSource, outcome, rollSpecial } from '@wowlab/engine';
import type { Hunter } from './hunter.ts';

/** Taken off the crit chance of an application, which can land but not be critical. */
const ALWAYS = 1;

/** Casts a shot that only applies an effect, and counts it. @returns whether it landed. */
export const rollApplication = (hunter: Hunter, source: DamageSource): boolean => {
  const { recorder, fight, player, target } = hunter;
  recorder.execute(source.row);
  const result = rollSpecial(player, target.defence, fight.random, -ALWAYS);
  if (result < outcome.glance) {
    recorder.avoided(source.row, result);
    return false;
  }
  recorder.applied(source.row);
  return true;
};
