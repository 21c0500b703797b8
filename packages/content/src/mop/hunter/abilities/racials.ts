import { racialFacts } from '../data/racial-facts.ts';
import type { Hunter } from '../hunter.ts';

/** What the hunter's race can use. */
export const addRacials = (hunter: Hunter): void => {
  if (hunter.inputs.race === 'orc') addBloodFury(hunter);
  if (hunter.inputs.race === 'troll') addBerserking(hunter);
};

const addBloodFury = (hunter: Hunter): void => {
  const { attackPower, durationMs, cooldownMs } = racialFacts.bloodFury;
  const aura = hunter.addAura({
    name: 'blood_fury',
    durationMs,
    onStacks: (before, after) => {
      if (before === 0) hunter.stats.add('attackPower', attackPower);
      if (after === 0) hunter.stats.add('attackPower', -attackPower);
    },
  });
  hunter.addAbility({ name: 'blood_fury', cooldownMs, gcdMs: 0, perform: () => aura.apply() });
};

const addBerserking = (hunter: Hunter): void => {
  const { haste, durationMs, cooldownMs } = racialFacts.berserking;
  const aura = hunter.addAura({
    name: 'berserking',
    durationMs,
    onStacks: (_, stacks) => {
      hunter.berserking.value = stacks > 0 ? haste : 1;
      hunter.refreshHaste();
    },
  });
  hunter.addAbility({ name: 'berserking', cooldownMs, gcdMs: 0, perform: () => aura.apply() });
};
