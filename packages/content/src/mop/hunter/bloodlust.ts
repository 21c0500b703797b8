import { armBloodlust } from '../../arm-bloodlust.ts';
import { raidFacts } from '../raid-facts.ts';
import type { Hunter } from './hunter.ts';

/** Bloodlust, if there is any. @returns what arms it at the pull. */
export const addBloodlust = (hunter: Hunter): (() => void) => {
  const { fight, target, inputs } = hunter;
  const { bloodlust, lengthMs } = inputs;
  if (bloodlust === null) return () => {};
  const aura = hunter.addAura({
    name: 'bloodlust',
    durationMs: raidFacts.bloodlust.durationMs,
    onStacks: (_, stacks) => {
      hunter.bloodlust.value = stacks > 0 ? raidFacts.bloodlust.haste : 1;
      hunter.refreshHaste();
    },
  });
  return armBloodlust({ fight, target, lengthMs }, bloodlust, () => aura.apply());
};
