/** Names of stats in the game addon Pawn, by their name in profile keys; what Pawn does not know is left out. */
const PAWN_NAMES: ReadonlyMap<string, string> = new Map([
  ['strength', 'Strength'],
  ['agility', 'Agility'],
  ['stamina', 'Stamina'],
  ['intellect', 'Intellect'],
  ['spirit', 'Spirit'],
  ['hit_rating', 'HitRating'],
  ['expertise_rating', 'ExpertiseRating'],
  ['crit_rating', 'CritRating'],
  ['haste_rating', 'HasteRating'],
  ['mastery_rating', 'MasteryRating'],
  ['versatility_rating', 'Versatility'],
  ['dodge_rating', 'DodgeRating'],
  ['parry_rating', 'ParryRating'],
  ['leech_rating', 'Leech'],
  ['attack_power', 'Ap'],
  ['spell_power', 'SpellPower'],
  ['armor', 'Armor'],
]);

/** What may stand in a scale's name: a quote or a parenthesis would end it. */
const unsafe = /[^A-Za-z0-9 ._+'-]/gu;

const DIGITS = 4;

/**
 * The text that the game addon Pawn imports as a scale: `( Pawn: v1: "NAME": Stat=value, … )`, the form SimulationCraft and
 * wowsims export. Stats whose weight is not told from 0 (`value` null) are left out.
 */
export const pawnString = (
  name: string,
  weights: readonly { readonly stat: string; readonly value: number | null }[],
): string => {
  const values = weights.flatMap(({ stat, value }) => {
    const known = PAWN_NAMES.get(stat);
    return known === undefined || value === null ? [] : [`${known}=${value.toFixed(DIGITS)}`];
  });
  return `( Pawn: v1: "${name.replaceAll(unsafe, '_')}": ${values.join(', ')} )`;
};
