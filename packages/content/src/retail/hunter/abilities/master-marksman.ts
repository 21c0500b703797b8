import { DamageOverTime, hitKind, RollingDamage } from '@wowlab/engine';
import { spellFacts } from '../data/spell-facts.ts';
import type { RetailHunter } from '../hunter.ts';

/** Master Marksman: critical hits of shots bleed on for a share of their damage; what is unspent rolls over. */
export const addMasterMarksman = (hunter: RetailHunter): void => {
  const { fight, inputs, player } = hunter;
  if (inputs.rank('master_marksman') === 0) return;
  const { share, durationMs, periodMs } = spellFacts.masterMarksman;
  const source = hunter.addShot({
    name: 'master_marksman',
    school: 'physical',
    ignoresArmor: true,
    isRoused: false,
    // Its ticks are never critical: a critical one deals as much.
    critBonus: 0,
  });
  const rolling = new RollingDamage(fight);
  const bleed = new DamageOverTime(fight, {
    name: 'master_marksman',
    durationMs,
    periodMs,
    refresh: 'restart',
    // What the target took more of is in the hit already.
    onTick: (part) => source.tick(rolling.perTick * part, 1 / source.targetFactor()),
  });
  hunter.dots.set('master_marksman', [bleed]);
  player.hitListeners.push((kind, isCrit, damage) => {
    if (!isCrit || (kind & hitKind.rangedAbility) === 0) return;
    rolling.add(bleed, damage * share);
    bleed.apply();
  });
};
