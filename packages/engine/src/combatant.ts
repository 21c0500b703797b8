import type { Fight } from './fight.ts';
import type { HitListener } from './hit-kind.ts';
import { Multiplier } from './multiplier.ts';
import type { Target } from './target.ts';

/** What a combatant's attacks are worked out from. Chances are fractions: 0.075 is 7.5 %. */
export interface CombatStats {
  readonly attackPower: number;
  readonly rangedAttackPower: number;
  /** Before the target's suppression. */
  readonly critChance: number;
  /** Taken off the target's chance to be missed, and to dodge. */
  readonly hitChance: number;
  readonly expertise: number;
  /** Haste from rating as a factor: 1.08 for 8 %. */
  readonly ratingHaste: number;
}

/** A player, pet or guardian: the numbers its attacks read, back at their starting values at each pull. */
export class Combatant {
  readonly fight: Fight;
  readonly name: string;
  attackPower = 0;
  rangedAttackPower = 0;
  critChance = 0;
  hitChance = 0;
  expertise = 0;
  ratingHaste = 1;
  /** Factor on all damage dealt. */
  readonly damageDealt: readonly Multiplier[];
  /** Factors on the speed of everything, of melee swings and of ranged attacks. */
  readonly attackSpeed: Multiplier;
  readonly meleeSpeed: Multiplier;
  readonly rangedSpeed: Multiplier;
  /** Factor on what a critical hit deals. */
  readonly critDamage: Multiplier;
  /** Set while an effect waits for direct hits; told how much the hit weighs for such effects, and whom it hit. */
  onHit: ((weight: number, target: Target) => void) | null = null;
  /** Told about damage that landed, for the whole fight; content adds them while it builds. */
  readonly hitListeners: HitListener[] = [];
  readonly #initial: CombatStats;

  constructor(fight: Fight, name: string, stats: CombatStats, damageDealt: readonly Multiplier[]) {
    this.fight = fight;
    this.name = name;
    this.#initial = stats;
    this.damageDealt = damageDealt;
    this.attackSpeed = new Multiplier(fight, `${name}.attackSpeed`);
    this.meleeSpeed = new Multiplier(fight, `${name}.meleeSpeed`);
    this.rangedSpeed = new Multiplier(fight, `${name}.rangedSpeed`);
    this.critDamage = new Multiplier(fight, `${name}.critDamage`);
    fight.onReset(this);
    this.reset();
  }

  /** Haste and attack speed together, the divisor of a swing's length. */
  meleeHaste(): number {
    return this.ratingHaste * this.attackSpeed.value * this.meleeSpeed.value;
  }

  rangedHaste(): number {
    return this.ratingHaste * this.attackSpeed.value * this.rangedSpeed.value;
  }

  reset(): void {
    this.onHit = null;
    this.attackPower = this.#initial.attackPower;
    this.rangedAttackPower = this.#initial.rangedAttackPower;
    this.critChance = this.#initial.critChance;
    this.hitChance = this.#initial.hitChance;
    this.expertise = this.#initial.expertise;
    this.ratingHaste = this.#initial.ratingHaste;
  }
}
