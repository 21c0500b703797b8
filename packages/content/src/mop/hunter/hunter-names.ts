import {
  auraValue,
  type NamedThings,
  type NameValue,
  resolveCommonName,
  truth,
} from '../../action-list/common-names.ts';
import { hunterTalents } from './data/talents.ts';
import type { Hunter } from './hunter.ts';

const GCD_S = 1;

/** What the names in a hunter's action lists stand for besides those all classes share. */
export const resolveHunterName = (hunter: Hunter, parts: readonly string[], action: string): NameValue => {
  const [first = '', ...rest] = parts;
  switch (first) {
    case 'buff':
    case 'debuff':
    case 'aura':
    case 'dot': {
      const [name = '', field = ''] = rest;
      if (SOMETIMES.has(name) && !hunter.auras.has(name) && !hunter.dots.has(name)) return absent(field);
      return resolveCommonName(thingsOf(hunter), parts, action);
    }
    case 'pet':
      return petValue(hunter, rest);
    case 'talent':
      return rest[0] !== undefined && hunterTalents.includes(rest[0])
        ? truth([...hunter.inputs.talents].some((talent) => talent === rest[0]))
        : null;
    case 'race':
      return truth(hunter.inputs.race === rest[0]);
    case 'set_bonus':
      return setBonusValue(hunter, rest[0] ?? '');
    default:
      return resolveCommonName(thingsOf(hunter), parts, action);
  }
};

/** Effects a hunter knows that not every profile brings: where they are missing they are down. */
const SOMETIMES: ReadonlySet<string> = new Set([
  'bloodlust',
  'skull_banner',
  'stormlash',
  'shattering_throw',
  'tricks_of_the_trade',
  'unholy_frenzy',
  'blood_fury',
  'berserking',
  'rabid',
  'frenzy',
  'cobra_strikes',
  'focus_fire',
  'bestial_wrath',
  'thrill_of_the_hunt',
  'a_murder_of_crows',
  'lynx_rush',
]);

const absent = (field: string): NameValue => {
  switch (field) {
    case 'down':
      return 1;
    case 'up':
    case 'ticking':
    case 'react':
    case 'remains':
    case 'stack':
    case 'value':
      return 0;
    default:
      return null;
  }
};

const thingsOf = (hunter: Hunter): NamedThings => ({
  fight: hunter.fight,
  actor: hunter.actor,
  enemies: hunter.enemies,
  movement: hunter.movement,
  raidEvents: hunter.raidEvents,
  abilities: hunter.abilities,
  auras: hunter.auras,
  debuffs: hunter.debuffs,
  dots: hunter.dots,
  resource: hunter.focus,
  reactionMs: hunter.inputs.reactionMs,
  lengthMs: hunter.inputs.lengthMs,
  standing: hunter.inputs.standing,
  gcdS: GCD_S,
});

/** `pet.NAME.buff.X.FIELD` or `pet.buff.X.FIELD`: there is one pet, whatever it is called. */
const petValue = (hunter: Hunter, parts: readonly string[]): NameValue => {
  const buff = parts.indexOf('buff');
  return buff === 0 || buff === 1 ? auraValue(thingsOf(hunter), parts.slice(buff + 1)) : null;
};

const SET_BONUS = /^(?<set>[a-z0-9]+?)_?(?<pieces>[24])pc(?:_[a-z]+)*$/;

/** `tier14_2pc`, `tier14_4pc_melee`. */
const setBonusValue = (hunter: Hunter, name: string): NameValue => {
  const groups = SET_BONUS.exec(name)?.groups;
  if (groups === undefined) return null;
  return truth(hunter.inputs.setPieces(groups['set'] ?? '') >= Number(groups['pieces']));
};
