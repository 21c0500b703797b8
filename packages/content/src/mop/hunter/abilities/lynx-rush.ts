import { Aura, DamageSource, eventPriority, rollCrit, rollSpecial, outcome, TARGET } from '@wowlab/engine';
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
    target: hunter.target,
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
  const bleed = new Aura(fight, {
    name: 'lynx_rush',
    kind: 'debuff',
    on: TARGET,
    durationMs: facts.durationMs,
    maxStacks: facts.strikes,
  });
  let base = 0;
  let attackerFactor = 1;
  let strikesLeft = 0;
  const tick = fight.timer(eventPriority.resource, () => {
    if (!bleed.isUp) return;
    source.tick(base, attackerFactor);
    fight.queue.schedule(tick, fight.now + facts.periodMs);
  });
  const strike = fight.timer(eventPriority.cast, () => {
    strikesLeft -= 1;
    if (strikesLeft > 0) fight.queue.schedule(strike, fight.now + facts.strikeEveryMs);
    hunter.recorder.execute(source.row);
    const result = rollSpecial(pet.combatant, hunter.target.defence, fight.random, 0);
    if (result < outcome.glance) {
      hunter.recorder.avoided(source.row, result);
      return;
    }
    hunter.recorder.applied(source.row);
    if (!bleed.isUp) fight.queue.schedule(tick, fight.now + facts.periodMs);
    bleed.apply();
    const perStack = pet.combatant.attackPower * facts.attackPower + spellFacts.classScale * facts.scale;
    base = perStack * bleed.stacks;
    attackerFactor = source.attackerFactor();
  });
  hunter.auras.set('lynx_rush', bleed);
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
