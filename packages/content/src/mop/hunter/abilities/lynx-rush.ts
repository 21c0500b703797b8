import { type Aura, DamageSource, eventPriority, rollCrit, rollSpecial, outcome, type Target } from '@wowlab/engine';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Lynx Rush: the pet leaves its swings for a volley of strikes, each of which adds to a bleed. */
export const addLynxRush = (hunter: Hunter): void => {
  const { pet, fight } = hunter;
  if (pet === null || !hunter.inputs.talents.has('lynx_rush')) return;
  const facts = spellFacts.lynxRush;
  const source = new DamageSource({
    row: hunter.recorder.addSource('lynx_rush'),
    attacker: pet.combatant,
    enemies: hunter.enemies,
    recorder: hunter.recorder,
    school: 'physical',
    isRanged: false,
    ignoresArmor: true,
    roll: rollCrit,
    factor: 1,
    multipliers: [],
    critFactor: 1,
    travelMs: 0,
  });
  const bleeds = hunter.addDebuff({ name: 'lynx_rush', durationMs: facts.durationMs, maxStacks: facts.strikes });
  const bases = hunter.enemies.all.map(() => 0);
  const attackerFactors = hunter.enemies.all.map(() => 1);
  let strikesLeft = 0;
  const ticks = hunter.enemies.each((target) => {
    const { index } = target;
    const tick = fight.timer(eventPriority.resource, () => {
      if (!(bleeds[index] as Aura).isUp) return;
      source.tick(bases[index] as number, attackerFactors[index] as number, target);
      fight.queue.schedule(tick, fight.now + facts.periodMs);
    });
    return tick;
  });
  /** Each strike goes at any of the enemies. */
  const victim = (): Target => {
    const { active, count, main } = hunter.enemies;
    return count > 1 ? (active[Math.floor(fight.random.next() * count)] as Target) : main;
  };
  const strike = fight.timer(eventPriority.cast, () => {
    strikesLeft -= 1;
    if (strikesLeft > 0) fight.queue.schedule(strike, fight.now + facts.strikeEveryMs);
    hunter.recorder.execute(source.row);
    const target = victim();
    if (!target.isAttackable) return;
    const { index } = target;
    const bleed = bleeds[index] as Aura;
    const result = rollSpecial(pet.combatant, target.defence, fight.random, 0);
    if (result < outcome.glance) {
      hunter.recorder.avoided(source.row, result);
      return;
    }
    hunter.recorder.applied(source.row);
    if (!bleed.isUp) fight.queue.schedule(ticks[index] as number, fight.now + facts.periodMs);
    bleed.apply();
    const perStack = pet.combatant.attackPower * facts.attackPower + spellFacts.classScale * facts.scale;
    bases[index] = perStack * bleed.stacks;
    attackerFactors[index] = source.attackerFactor();
  });
  hunter.addAbility({
    name: 'lynx_rush',
    cooldownMs: facts.cooldownMs,
    perform: () => {
      pet.swings.delayBy(facts.swingDelayMs);
      strikesLeft = facts.strikes;
      fight.queue.schedule(strike, fight.now + facts.strikeEveryMs);
    },
  });
};
