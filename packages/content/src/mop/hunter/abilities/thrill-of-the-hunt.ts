import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Thrill of the Hunt: what costs focus can make the next Arcane Shots and Multi-Shots cheaper. */
export const addThrillOfTheHunt = (hunter: Hunter): void => {
  if (!hunter.inputs.talents.has('thrill_of_the_hunt')) return;
  const { chance, stacks, durationMs, costReduction } = spellFacts.thrillOfTheHunt;
  const cheaper = [hunter.abilities.get('arcane_shot'), hunter.abilities.get('multi_shot')];
  const aura = hunter.addAura({
    name: 'thrill_of_the_hunt',
    durationMs,
    maxStacks: stacks,
    onStacks: (before, after) => {
      if (before > 0 && after > 0) return;
      for (const ability of cheaper) {
        if (ability !== undefined) ability.costReduction += after > 0 ? costReduction : -costReduction;
      }
    },
  });
  const proc = hunter.recorder.addProc('thrill_of_the_hunt');
  hunter.actor.onCast = (ability) => {
    // A shot that was made cheaper and sets the effect off again uses up one of the new stacks, as in the reference.
    const wasUp = aura.isUp;
    if (ability.lastCost > 0 && hunter.fight.random.next() < chance) {
      hunter.recorder.proc(proc);
      aura.apply(stacks);
    }
    if (wasUp && cheaper.includes(ability)) aura.removeStack();
  };
};
