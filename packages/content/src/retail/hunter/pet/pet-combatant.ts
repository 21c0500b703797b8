import { Combatant, DamageSource, type DamageSourceOptions, Multiplier, rollCrit } from '@wowlab/engine';
import { retailRules } from '../../rules.ts';
import { spellFacts } from '../data/spell-facts.ts';
import { talentFacts } from '../data/talents.ts';
import type { RetailHunter } from '../hunter.ts';

/**
 * A pet or guardian: it has a share of its owner's attack power, and crit, haste, versatility and mastery of its owner.
 *
 * @param more factors on everything it deals.
 */
export const petCombatant = (
  hunter: RetailHunter,
  name: string,
  ownerPower: number,
  kind: 'pet' | 'guardian',
  more: readonly Multiplier[],
): Combatant => {
  const { fight, inputs, player } = hunter;
  const attackPower = inputs.attackPower * ownerPower;
  const bellTolls = talentFacts.the_bell_tolls;
  const bell = hunter.isBeastMaster ? (kind === 'pet' ? bellTolls.pets : bellTolls.guardians) : 0;
  const trained = kind === 'pet' ? inputs.rank('training_expert') * talentFacts.training_expert.damagePerRank : 0;
  const factor =
    (1 + inputs.versatility) *
    (1 + trained) *
    hunter.mastery('pets') *
    (hunter.isBeastMaster ? spellFacts.beastMasteryAura : 1) *
    (1 + inputs.rank('the_bell_tolls') * bell);
  return new Combatant(
    fight,
    name,
    {
      attackPower,
      rangedAttackPower: attackPower,
      critChance: player.critChance,
      hitChance: 0,
      expertise: 0,
      ratingHaste: player.ratingHaste,
    },
    [new Multiplier(fight, `${name}.owner`, factor), ...more],
  );
};

export interface PetSourceOptions extends Partial<
  Pick<DamageSourceOptions, 'ignoresArmor' | 'onArrival' | 'multipliers'>
> {
  /** Row of the report; several pets may share one. */
  readonly row: number;
  readonly factor?: number;
  readonly canCrit?: boolean;
}

/** A source of a pet's damage, which is physical and lands at once. */
export const petSource = (hunter: RetailHunter, attacker: Combatant, options: PetSourceOptions): DamageSource =>
  new DamageSource({
    row: options.row,
    attacker,
    enemies: hunter.enemies,
    recorder: hunter.recorder,
    school: 'physical',
    isRanged: false,
    roll: rollCrit,
    factor: options.factor ?? 1,
    multipliers: options.multipliers ?? [],
    // What can not be critical deals as much when it is.
    critFactor: options.canCrit === false ? 1 : retailRules.critFactor,
    travelMs: 0,
    ...(options.ignoresArmor === undefined ? {} : { ignoresArmor: options.ignoresArmor }),
    ...(options.onArrival === undefined ? {} : { onArrival: options.onArrival }),
  });
