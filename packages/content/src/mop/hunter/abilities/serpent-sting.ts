import { type DamageSource, hitKind, rollCrit, rollSpecial, outcome } from '@wowlab/engine';
import { eventPriority } from '@wowlab/engine';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Serpent Sting keeps the damage it was applied or renewed with; only its crits are rolled at each tick. */
export const addSerpentSting = (hunter: Hunter): void => {
  const { fight } = hunter;
  const { cost, ticks, periodMs, scale, rangedAttackPower } = spellFacts.serpentSting;
  const source: DamageSource = hunter.addShot({
    name: 'serpent_sting',
    school: 'magic',
    isRanged: false,
    roll: rollCrit,
    kind: hitKind.spell,
  });
  const bases = hunter.enemies.all.map(() => 0);
  const attackerFactors = hunter.enemies.all.map(() => 1);
  const stings = hunter.addDot('serpent_sting', (target) => {
    const { index } = target;
    return {
      ticks,
      periodMs,
      onApply: () => {
        bases[index] = spellFacts.classScale * scale + hunter.player.rangedAttackPower * rangedAttackPower;
        attackerFactors[index] = source.attackerFactor();
      },
      onTick: () => source.tick(bases[index] as number, attackerFactors[index] as number, target),
    };
  });
  hunter.serpentSting = stings;
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
      hunter.recorder.execute(source.row);
      const result = rollSpecial(hunter.player, hunter.target.defence, fight.random, -ALWAYS);
      if (result < outcome.glance) hunter.recorder.avoided(source.row, result);
      else {
        hunter.recorder.applied(source.row);
        fight.queue.schedule(arrivals[hunter.target.index] as number, fight.now + travelMs);
      }
    },
  });
};

/** Taken off the crit chance of an application, which can land but not be critical. */
const ALWAYS = 1;
