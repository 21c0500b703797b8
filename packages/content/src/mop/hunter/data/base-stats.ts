import { racialFacts } from './racial-facts.ts';

/** What a level 90 hunter has without gear. */
export interface BaseStats {
  readonly hitRating: number;
  readonly spellCritPct: number;
  readonly agility: number;
  readonly attackPower: number;
  readonly critPct: number;
  readonly expertiseRating: number;
}

/** Source: wowsims/mop sim/core/base_stats.go, hunter row: level × 2 − 20 attack power. */
const AGILITY = 216;
const ATTACK_POWER = 160;
/** Source: sim/core/base_stats_auto_gen.go, hunter rows. */
const CRIT_PCT = -1.53;
export const critPctPerAgility = 0.00079395;

/** Source: sim/core/base_stats.go `RaceOffsets`. */
const AGILITY_OF_RACE: ReadonlyMap<string, number> = new Map([
  ['blood_elf', 2],
  ['draenei', -3],
  ['dwarf', -4],
  ['gnome', 2],
  ['goblin', 2],
  ['night_elf', 4],
  ['orc', -3],
  ['pandaren', -2],
  ['pandaren_alliance', -2],
  ['pandaren_horde', -2],
  ['tauren', -4],
  ['troll', 2],
  ['undead', -2],
  ['worgen', 2],
]);

export const baseStats = (race: string): BaseStats => ({
  agility: AGILITY + (AGILITY_OF_RACE.get(race) ?? 0),
  attackPower: ATTACK_POWER,
  critPct: CRIT_PCT + (race === 'worgen' ? racialFacts.worgenCritPct : 0),
  spellCritPct: race === 'worgen' ? racialFacts.worgenCritPct : 0,
  hitRating: race === 'draenei' ? racialFacts.onePercentRating : 0,
  expertiseRating: race === 'dwarf' || race === 'troll' ? racialFacts.onePercentRating : 0,
});
