import { ConfigError } from '../../../config-error.ts';

/** Rows of three, top to bottom. Source: wowsims/mop proto/hunter.proto `HunterTalents`. */
const ROWS = [
  ['posthaste', 'narrow_escape', 'crouching_tiger_hidden_chimera'],
  ['binding_shot', 'wyvern_sting', 'intimidation'],
  ['exhilaration', 'aspect_of_the_iron_hawk', 'spirit_bond'],
  ['fervor', 'dire_beast', 'thrill_of_the_hunt'],
  ['a_murder_of_crows', 'blink_strikes', 'lynx_rush'],
  ['glaive_toss', 'powershot', 'barrage'],
] as const;

export type HunterTalent = (typeof ROWS)[number][number];

/** The first three rows move, control or heal; the others are all modelled. @param tiers one digit per row, 0 for none. */
export const talentsOf = (tiers: string | null): ReadonlySet<HunterTalent> => {
  if (tiers === null) return new Set();
  if (tiers.length !== ROWS.length || !/^[0-3]+$/.test(tiers)) {
    throw new ConfigError(
      'talents',
      tiers,
      'there are six rows of three talents.',
      'Write six digits from 0 to 3: talents=312111.',
    );
  }
  const chosen = new Set<HunterTalent>();
  for (const [index, row] of ROWS.entries()) {
    const talent = row[Number(tiers[index]) - 1];
    if (talent !== undefined) chosen.add(talent);
  }
  return chosen;
};

export const hunterTalents: readonly string[] = ROWS.flat();
