import { hitKind } from '@wowlab/engine';
import { spellFacts } from '../data/spell-facts.ts';
import type { RetailHunter } from '../hunter.ts';
import type { PreciseShots } from './precise-shots.ts';

interface SpenderFacts {
  readonly cost: number;
  readonly missileSpeed: number;
  readonly attackPower: number;
}

const addSpender = (
  hunter: RetailHunter,
  precise: PreciseShots,
  name: string,
  school: 'physical' | 'magic',
  { cost, missileSpeed, attackPower }: SpenderFacts,
): void => {
  const shot = hunter.addShot({
    name,
    school,
    missileSpeed,
    kind: hitKind.rangedAbility,
    multipliers: [precise.damage],
  });
  const travelMs = hunter.travelMs(missileSpeed);
  hunter.addAbility({
    name,
    cost,
    costMultiplier: precise.cost,
    perform: () => {
      shot.launch(hunter.player.rangedAttackPower * attackPower);
      precise.spend(travelMs);
    },
  });
};

/** Arcane Shot and Multi-Shot: stronger and cheaper after Aimed Shot. */
export const addArcaneAndMultiShot = (hunter: RetailHunter, precise: PreciseShots): void => {
  addSpender(hunter, precise, 'arcane_shot', 'magic', spellFacts.arcaneShot);
  addSpender(hunter, precise, 'multishot', 'physical', spellFacts.multiShot);
};
