import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Hunter's Mark: the target takes more ranged damage. Arcane Shot applies it too. */
export const addHuntersMark = (hunter: Hunter): void => {
  const { durationMs, gcdMs, rangedTaken } = spellFacts.huntersMark;
  const marks = hunter.addDebuff({ name: 'hunters_mark', durationMs }, (target, stacks) => {
    target.rangedTaken.value = stacks > 0 ? rangedTaken : 1;
  });
  const mark = (): void => marks[hunter.target.index]?.apply();
  hunter.addAbility({
    name: 'hunters_mark',
    gcdMs,
    isUsable: () => marks[hunter.target.index]?.isUp === false,
    perform: mark,
    beforePull: mark,
  });
};
