import { Cooldown, type DamageSource, eventPriority, hitKind, rollCrit } from '@wowlab/engine';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';
import { rollApplication } from '../roll-application.ts';

/**
 * Serpent Sting keeps the damage it was applied or renewed with; only its crits are rolled at each tick. A survival hunter's
 * is stronger, gives focus with its ticks (Viper Venom), and its cast deals damage at once (Improved Serpent Sting).
 */
export const addSerpentSting = (hunter: Hunter): void => {
  const { fight } = hunter;
  const { cost, ticks, periodMs, survival } = spellFacts.serpentSting;
  const source: DamageSource = hunter.addShot({
    name: 'serpent_sting',
    school: 'magic',
    isRanged: false,
    roll: rollCrit,
    kind: hitKind.spell,
    factor: hunter.isSurvivalist ? survival.factor : 1,
  });
  const venom = hunter.isSurvivalist ? new Cooldown(fight, survival.focusEveryMs) : null;
  const gained = hunter.focus.gainRow('viper_venom');
  const bases = hunter.enemies.all.map(() => 0);
  const attackerFactors = hunter.enemies.all.map(() => 1);
  const stings = hunter.addDot('serpent_sting', (target) => {
    const { index } = target;
    return {
      ticks,
      periodMs,
      onApply: () => {
        bases[index] = stingTick(hunter);
        attackerFactors[index] = source.attackerFactor();
      },
      onTick: () => {
        if (venom !== null && venom.isReady) {
          venom.start();
          hunter.focus.gain(survival.focus, gained);
        }
        source.tick(bases[index] as number, attackerFactors[index] as number, target);
      },
    };
  });
  hunter.serpentSting = stings;
  if (hunter.isSurvivalist) addImprovedSerpentSting(hunter);
  const arrivals = hunter.enemies.each((target) =>
    fight.timer(eventPriority.effect, () => {
      if (target.isActive) stings[target.index]?.apply();
    }),
  );
  const travelMs = hunter.travelMs(spellFacts.missileSpeed);
  hunter.addAbility({
    name: 'serpent_sting',
    cost,
    perform: () => {
      if (!rollApplication(hunter, source)) return;
      hunter.improvedSerpentSting?.(hunter.target);
      fight.queue.schedule(arrivals[hunter.target.index] as number, fight.now + travelMs);
    },
  });
};

/** Damage of one tick before factors. */
const stingTick = (hunter: Hunter): number => {
  const { scale, rangedAttackPower } = spellFacts.serpentSting;
  return spellFacts.classScale * scale + hunter.player.rangedAttackPower * rangedAttackPower;
};

/** A share of all ticks at once. It weighs as much as an automatic shot for what waits for hits, as in the reference. */
const addImprovedSerpentSting = (hunter: Hunter): void => {
  const { ticks, survival } = spellFacts.serpentSting;
  const source = hunter.addShot({
    name: 'improved_serpent_sting',
    school: 'magic',
    roll: rollCrit,
    kind: hitKind.rangedShot | hitKind.spell,
    factor: survival.factor * survival.atOnce,
    hitWeight: hunter.autoShotWeight,
  });
  hunter.improvedSerpentSting = (target) => {
    source.launch(stingTick(hunter) * ticks, target);
    hunter.onSpellHit?.();
  };
};
