import { eventPriority } from '@wowlab/engine';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Rapid Fire: ranged haste, which is attack speed, cast speed of shots, and regeneration. Gives a marksman focus too. */
export const addRapidFire = (hunter: Hunter): void => {
  const { cooldownMs, durationMs, haste, marksman } = spellFacts.rapidFire;
  const { fight } = hunter;
  const gained = hunter.focus.gainRow('rapid_recuperation');
  let left = 0;
  const tick = fight.timer(eventPriority.resource, () => {
    hunter.focus.gain(marksman.focusPerTick, gained);
    left -= 1;
    if (left > 0) fight.queue.schedule(tick, fight.now + marksman.periodMs);
  });
  const aura = hunter.addAura({
    name: 'rapid_fire',
    durationMs,
    onStacks: (_, stacks) => {
      if (stacks > 0 && hunter.isMarksman) {
        left = marksman.ticks;
        fight.queue.schedule(tick, fight.now + marksman.periodMs);
      }
      hunter.rapidFire.value = stacks > 0 ? haste : 1;
      hunter.refreshHaste();
    },
  });
  hunter.addAbility({
    name: 'rapid_fire',
    cooldownMs,
    gcdMs: 0,
    needsTarget: false,
    perform: () => aura.apply(),
    beforePull: () => aura.apply(),
  });
};
