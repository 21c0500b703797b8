import type { Multiplier } from '@wowlab/engine';
import type { EffectStat } from '../effects/item-effect.ts';
import { effectStats } from '../effects/item-effect.ts';
import { mopRules } from '../rules.ts';
import { critPctPerAgility } from './data/base-stats.ts';
import { spellFacts } from './data/spell-facts.ts';
import type { Hunter } from './hunter.ts';

const PCT = 100;
/** Attack power for a point of agility. Source: wowsims/mop sim/hunter/hunter.go `AddStatDependencies`. */
const ATTACK_POWER_PER_AGILITY = 2;

/**
 * Stats that come and go, and what follows from them. Sums are kept per stat and everything is worked out from them anew,
 * so that what is gained and lost leaves no trace. Agility counts with the hunter's factors on it.
 */
export class HunterStats {
  readonly #hunter: Hunter;
  readonly #bonus = new Float64Array(effectStats.length);
  readonly #masteryFactors: Multiplier[] = [];

  constructor(hunter: Hunter) {
    this.#hunter = hunter;
    hunter.fight.onReset(this);
  }

  add(stat: EffectStat, points: number): void {
    const index = effectStats.indexOf(stat);
    this.#bonus[index] = (this.#bonus[index] as number) + points;
    this.#refresh(stat);
  }

  /** Beyond what the hunter started with. */
  bonus(stat: EffectStat): number {
    return this.#bonus[effectStats.indexOf(stat)] as number;
  }

  /** Attack power that is not in the hunter's stats, before its factors. */
  attackPower(): number {
    return this.bonus('attackPower') + this.#agility() * ATTACK_POWER_PER_AGILITY;
  }

  masteryPoints(): number {
    return (this.#hunter.inputs.masteryRating + this.bonus('masteryRating')) / mopRules.masteryRatingPerPoint;
  }

  /** A beast master's mastery as a factor on damage; 1 for others. */
  masteryFactor(): number {
    const { base, perPoint } = spellFacts.mastery;
    return this.#hunter.isBeastMaster ? 1 + base + this.masteryPoints() * perPoint : 1;
  }

  /** A survival hunter's mastery as a factor on damage that is not physical. */
  viperFactor(): number {
    const { base, perPoint } = spellFacts.essenceOfTheViper;
    return 1 + base + perPoint * this.masteryPoints();
  }

  /** Keeps a factor at `masteryFactor`. */
  followMastery(factor: Multiplier): Multiplier {
    this.#masteryFactors.push(factor);
    return factor;
  }

  critChance(): number {
    const { flatCritPct, agility, critRating } = this.#hunter.inputs;
    const fromRating = (critRating + this.bonus('critRating')) / mopRules.critRatingPerPct;
    return (flatCritPct + (agility + this.#agility()) * critPctPerAgility + fromRating) / PCT;
  }

  ratingHaste(): number {
    return 1 + (this.#hunter.inputs.hasteRating + this.bonus('hasteRating')) / mopRules.hasteRatingPerPct / PCT;
  }

  reset(): void {
    this.#bonus.fill(0);
  }

  #agility(): number {
    return this.bonus('agility') * this.#hunter.inputs.agilityFactor;
  }

  #refresh(stat: EffectStat): void {
    const hunter = this.#hunter;
    if (stat === 'hasteRating') {
      hunter.player.ratingHaste = this.ratingHaste();
      hunter.refreshHaste();
    } else if (stat === 'masteryRating') {
      const value = this.masteryFactor();
      for (const factor of this.#masteryFactors) factor.value = value;
      hunter.essenceOfTheViper.value = this.viperFactor();
    } else {
      if (stat !== 'attackPower') hunter.player.critChance = this.critChance();
      if (stat === 'critRating') hunter.petUpdates.schedule();
      else hunter.refreshAttackPower();
    }
  }
}
