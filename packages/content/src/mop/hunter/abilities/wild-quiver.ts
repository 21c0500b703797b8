import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Wild Quiver, the marksman's mastery: any shot can be followed by another one at once, which sets off nothing. */
export const addWildQuiver = (hunter: Hunter): void => {
  const { basePoints, chancePerPoint, factor } = spellFacts.wildQuiver;
  const shot = hunter.addShot({ name: 'wild_quiver', school: 'physical', factor });
  const proc = hunter.recorder.addProc('wild_quiver');
  hunter.wildQuiver = (share, target) => {
    const chance = (basePoints + hunter.stats.masteryPoints()) * chancePerPoint;
    if (hunter.fight.random.next() >= chance * share) return;
    hunter.recorder.proc(proc);
    shot.launch(hunter.weaponDamage(), target);
  };
};
