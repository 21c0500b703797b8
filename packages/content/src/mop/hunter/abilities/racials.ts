import { racialFacts } from '../data/racial-facts.ts';
import type { Hunter } from '../hunter.ts';

/** What the hunter's race can use. */
export const addRacials = (hunter: Hunter): void => {
  if (hunter.inputs.race === 'orc') addBloodFury(hunter);
};

const addBloodFury = (hunter: Hunter): void => {
  const { attackPower, durationMs, cooldownMs } = racialFacts.bloodFury;
  const aura = hunter.addAura({
    name: 'blood_fury',
    durationMs,
    onStacks: (before, after) => {
      if (before === 0) hunter.addAttackPower(attackPower);
      if (after === 0) hunter.addAttackPower(-attackPower);
    },
  });
  hunter.addAbility({ name: 'blood_fury', cooldownMs, gcdMs: 0, perform: () => aura.apply() });
};
