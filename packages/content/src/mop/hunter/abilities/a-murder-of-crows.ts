import { eventPriority, hitKind, Multiplier, rollMissAndCrit } from '@wowlab/engine';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** A Murder of Crows pecks once a second, each time with the hunter's power of that moment. A beast master's mastery acts on it. */
export const addAMurderOfCrows = (hunter: Hunter): void => {
  if (!hunter.inputs.talents.has('a_murder_of_crows')) return;
  const { fight } = hunter;
  const facts = spellFacts.aMurderOfCrows;
  const source = hunter.addShot({
    name: 'a_murder_of_crows',
    school: 'physical',
    roll: rollMissAndCrit,
    // As in the reference: sim/core/spell_outcome.go `OutcomeTickPhysicalHitAndCrit`.
    missedTicksHurt: true,
    kind: hitKind.proc,
    multipliers: [
      hunter.stats.followMastery(new Multiplier(fight, 'aMurderOfCrows.mastery', hunter.stats.masteryFactor())),
    ],
  });
  const crows = hunter.addDot('a_murder_of_crows', (target) => ({
    ticks: facts.ticks,
    periodMs: facts.periodMs,
    onTick: () => {
      const fromPower = hunter.player.rangedAttackPower * facts.rangedAttackPower;
      source.tick(spellFacts.classScale * facts.scale + fromPower, source.attackerFactor(), target);
    },
  }));
  let goal = hunter.enemies.main;
  const arrival = fight.timer(eventPriority.effect, () => {
    if (goal.isActive) crows[goal.index]?.apply();
  });
  const ability = hunter.addAbility({
    name: 'a_murder_of_crows',
    cost: facts.cost,
    cooldownMs: facts.cooldownMs,
    perform: () => {
      hunter.recorder.execute(source.row);
      hunter.recorder.applied(source.row);
      if (hunter.target.inExecutePhase) ability.cooldown?.startFor(facts.executeCooldownMs);
      goal = hunter.target;
      fight.queue.schedule(arrival, fight.now + facts.delayMs);
    },
  });
};
