import { type Ability, hitKind } from '@wowlab/engine';
import { spellFacts } from '../data/spell-facts.ts';
import { talentFacts } from '../data/talents.ts';
import type { RetailHunter } from '../hunter.ts';
import type { PreciseShots } from './precise-shots.ts';

/** Kill Shot, for enemies with little health, or with Deathblow; Dark Rangers have Black Arrow instead. */
export const addKillShot = (hunter: RetailHunter, precise: PreciseShots): void => {
  const { inputs, player, target } = hunter;
  if (inputs.rank('kill_shot') === 0 || inputs.rank('black_arrow') > 0) return;
  const { cost, rechargeMs, missileSpeed, attackPower, belowPct } = spellFacts.killShot;
  const { deadeye } = talentFacts;
  const shot = hunter.addShot({
    name: 'kill_shot',
    school: 'physical',
    missileSpeed,
    kind: hitKind.rangedAbility,
    multipliers: [precise.damage],
  });
  const deathblow = hunter.addAura({
    name: 'deathblow',
    durationMs: spellFacts.deathblow.durationMs,
    onStacks: (_, stacks) => {
      ability.costReduction = stacks > 0 ? cost : 0;
    },
  });
  const travelMs = hunter.travelMs(missileSpeed);
  const ability: Ability = hunter.addAbility({
    name: 'kill_shot',
    cost,
    costMultiplier: precise.cost,
    cooldownMs: rechargeMs + inputs.rank('deadeye') * deadeye.rechargeMs,
    charges: 1 + inputs.rank('deadeye') * deadeye.charges,
    isUsable: () => deathblow.isUp || target.healthPct() <= belowPct,
    perform: () => {
      shot.launch(player.rangedAttackPower * attackPower);
      precise.spend(travelMs);
      deathblow.drop();
    },
  });
};
