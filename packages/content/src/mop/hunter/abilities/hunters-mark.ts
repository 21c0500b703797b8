import { TARGET } from '@wowlab/engine';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Hunter's Mark: the target takes more ranged damage. Arcane Shot applies it too. */
export const addHuntersMark = (hunter: Hunter): void => {
  const { durationMs, gcdMs, rangedTaken } = spellFacts.huntersMark;
  const aura = hunter.addAura({
    name: 'hunters_mark',
    kind: 'debuff',
    on: TARGET,
    durationMs,
    onStacks: (_, stacks) => {
      hunter.target.rangedTaken.value = stacks > 0 ? rangedTaken : 1;
    },
  });
  hunter.addAbility({
    name: 'hunters_mark',
    gcdMs,
    isUsable: () => !aura.isUp,
    perform: () => aura.apply(),
    beforePull: () => aura.apply(),
  });
};
