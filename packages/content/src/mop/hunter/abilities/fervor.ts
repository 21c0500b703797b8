import { eventPriority } from '@wowlab/engine';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Fervor: focus for hunter and pet, half at once and the rest over ten seconds. */
export const addFervor = (hunter: Hunter): void => {
  if (!hunter.inputs.talents.has('fervor')) return;
  const { fight } = hunter;
  const facts = spellFacts.fervor;
  const gained = hunter.focus.gainRow('fervor');
  const petGained = hunter.pet?.focus.gainRow('fervor');
  let left = 0;
  const gain = (focus: number): void => {
    hunter.focus.gain(focus, gained);
    hunter.pet?.focus.gain(focus, petGained);
  };
  const tick = fight.timer(eventPriority.resource, () => {
    gain(facts.focusPerTick);
    left -= 1;
    if (left > 0) fight.queue.schedule(tick, fight.now + facts.periodMs);
  });
  hunter.addAbility({
    name: 'fervor',
    cooldownMs: facts.cooldownMs,
    gcdMs: 0,
    needsTarget: false,
    perform: () => {
      gain(facts.focus);
      left = facts.ticks;
      fight.queue.schedule(tick, fight.now + facts.periodMs);
    },
  });
};
