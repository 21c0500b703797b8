import { MS_PER_SECOND } from '../../action-list/action-world.ts';
import {
  auraValue,
  type NamedThings,
  type NameValue,
  resolveCommonName,
  truth,
} from '../../action-list/common-names.ts';
import { baseKit, isRetailTalent } from './data/talents.ts';
import { spellFacts } from './data/spell-facts.ts';
import type { RetailHunter } from './hunter.ts';

/** What the names in a retail hunter's action lists stand for besides those all classes share. */
export const resolveRetailHunterName = (hunter: RetailHunter, parts: readonly string[], action: string): NameValue => {
  const [first = '', second = ''] = parts;
  switch (first) {
    case 'talent':
      return talentValue(hunter, second);
    case 'race':
      return truth(hunter.inputs.race === second);
    case 'hero_tree':
      return heroTreeValue(hunter, second);
    case 'howl_summon':
      return parts[1] === 'ready' ? howlValue(hunter, parts[2]) : null;
    case 'pet': {
      const buff = parts.indexOf('buff');
      return buff > 0 ? auraValue(thingsOf(hunter), parts.slice(buff + 1)) : null;
    }
    default:
      return resolveCommonName(thingsOf(hunter), parts, action);
  }
};

const thingsOf = (hunter: RetailHunter): NamedThings => ({
  fight: hunter.fight,
  actor: hunter.actor,
  enemies: hunter.enemies,
  abilities: hunter.abilities,
  auras: hunter.auras,
  debuffs: hunter.debuffs,
  dots: hunter.dots,
  resource: hunter.focus,
  reactionMs: hunter.inputs.reactionMs,
  lengthMs: hunter.inputs.lengthMs,
  standing: 1,
  gcdS: () => Math.max(SHORTEST_GCD_S, spellFacts.gcdMs / hunter.haste() / MS_PER_SECOND),
});

const SHORTEST_GCD_S = 0.75;

/** A talent that is not modelled is not taken as far as lists go: they must not count on what is not there. */
const talentValue = (hunter: RetailHunter, name: string): number =>
  truth(baseKit.has(name) || (isRetailTalent(name) && hunter.inputs.rank(name) > 0));

const heroTreeValue = (hunter: RetailHunter, tree: string): NameValue => {
  switch (tree) {
    case 'dark_ranger':
      return truth(hunter.inputs.rank('black_arrow') > 0);
    case 'pack_leader':
      return truth(hunter.inputs.rank('howl_of_the_pack_leader') > 0);
    default:
      return 0;
  }
};

const HOWLS: readonly string[] = ['wyvern', 'boar', 'bear'];

/** Whether a beast, or one of a kind, answers the next Kill Command. */
const howlValue = (hunter: RetailHunter, beast: string | undefined): NameValue => {
  const auras = (beast === undefined ? HOWLS : [beast]).flatMap(
    (name) => hunter.auras.get(`howl_of_the_pack_leader_${name}`) ?? [],
  );
  return () => truth(auras.some((aura) => aura.isUp));
};
