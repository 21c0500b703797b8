import type { Defence } from './attack-table.ts';
import type { Fight } from './fight.ts';
import { Multiplier } from './multiplier.ts';

export interface TargetOptions {
  readonly defence: Defence;
  readonly armor: number;
  /** The armor at which physical damage is halved, for an attacker of the player's level. */
  readonly armorConstant: number;
  /** Part of the fight the target spends below 20 % health; 0.2 is a straight line to zero. */
  readonly executeShare: number;
}

/** How the report names the enemy. */
export const TARGET = 'target';

const EXECUTE_HEALTH = 0.2;

/** The enemy: what it takes off attacks, and how far its health has fallen. */
export class Target {
  readonly defence: Defence;
  /** Factors on damage taken: of any kind, from ranged attacks. */
  readonly physicalTaken: Multiplier;
  readonly magicTaken: Multiplier;
  readonly rangedTaken: Multiplier;
  readonly #fight: Fight;
  readonly #armor: number;
  readonly #armorConstant: number;
  readonly #executeShare: number;
  #armorFactor = 1;

  constructor(fight: Fight, options: TargetOptions) {
    this.#fight = fight;
    this.defence = options.defence;
    this.#armor = options.armor;
    this.#armorConstant = options.armorConstant;
    this.#executeShare = options.executeShare;
    this.physicalTaken = new Multiplier(fight, 'target.physicalTaken');
    this.magicTaken = new Multiplier(fight, 'target.magicTaken');
    this.rangedTaken = new Multiplier(fight, 'target.rangedTaken');
    this.setArmorMultiplier(1);
  }

  /** Factor armor leaves of physical damage: K / (armor + K). */
  get armorFactor(): number {
    return this.#armorFactor;
  }

  setArmorMultiplier(multiplier: number): void {
    this.#armorFactor = this.#armorConstant / (this.#armor * multiplier + this.#armorConstant);
  }

  /** When health falls below 20 %, ms since the pull. */
  get executeFromMs(): number {
    return Math.floor(this.#fight.endMs * (1 - this.#executeShare));
  }

  get inExecutePhase(): boolean {
    return this.#fight.now >= this.executeFromMs;
  }

  /** When health falls to that percent, ms since the pull. */
  msAtHealth(pct: number): number {
    const health = pct / 100;
    const share = this.#executeShare;
    const left =
      health <= EXECUTE_HEALTH
        ? (share * health) / EXECUTE_HEALTH
        : share + ((1 - share) * (health - EXECUTE_HEALTH)) / (1 - EXECUTE_HEALTH);
    return Math.max(0, Math.ceil(this.#fight.endMs * (1 - left)));
  }

  /** Percent of health left: a straight line from 100 to 20, and another from 20 to 0. */
  healthPct(): number {
    const left = 1 - this.#fight.now / this.#fight.endMs;
    const share = this.#executeShare;
    if (left <= share) return share === 0 ? 0 : (100 * EXECUTE_HEALTH * left) / share;
    return 100 * (EXECUTE_HEALTH + ((1 - EXECUTE_HEALTH) * (left - share)) / (1 - share));
  }
}
