import { mopRules } from '../../rules.ts';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Wild Quiver, the marksman's mastery: any shot can be followed by another one at once, which sets off nothing. */
export const addWildQuiver = (hunter: Hunter): void => {
  const { basePoints, chancePerPoint, factor } = spellFacts.wildQuiver;
  const points = basePoints + hunter.inputs.masteryRating / mopRules.masteryRatingPerPoint;
  const chance = points * chancePerPoint;
  const shot = hunter.addShot({ name: 'wild_quiver', school: 'physical', factor });
  const proc = hunter.recorder.addProc('wild_quiver');
  hunter.wildQuiver = (share, target) => {
    if (hunter.fight.random.next() >= chance * share) return;
    hunter.recorder.proc(proc);
    shot.launch(hunter.weaponDamage(), target);
  };
};
