import type { Ruleset } from './arm-config.ts';

/** What others bring to a fight. */
export interface RaidEffect {
  /** The name in `override.NAME` and in a config. */
  readonly name: string;
  readonly target: 'player' | 'enemy';
  /** Present with `optimal_raid=1`, and how often. */
  readonly optimalCount: number;
  /** More than 1 only for what several players bring one after another. */
  readonly maxCount: number;
  /** Other names: the spells that give it. */
  readonly aliases: readonly string[];
  readonly meaning: string;
}

const buff = (name: string, meaning: string, aliases: readonly string[] = [], maxCount = 1): RaidEffect => ({
  name,
  target: 'player',
  optimalCount: 1,
  maxCount,
  aliases,
  meaning,
});
const debuff = (name: string, meaning: string, aliases: readonly string[] = []): RaidEffect => ({
  name,
  target: 'enemy',
  optimalCount: 1,
  maxCount: 1,
  aliases,
  meaning,
});

/**
 * Effects of one name do not stack in Mists of Pandaria, so they are named by what they do.
 * Names: SimulationCraft 5.4 options; spells and amounts: wowsims/mop proto/common.proto `RaidBuffs` and `Debuffs`.
 */
const mopEffects: readonly RaidEffect[] = [
  buff('attack_power_multiplier', '+10 % attack power', ['horn_of_winter', 'trueshot_aura', 'battle_shout']),
  buff('attack_haste', '+10 % melee and ranged attack speed', [
    'attack_speed',
    'unholy_aura',
    'cackling_howl',
    'serpents_swiftness',
    'swiftblades_cunning',
    'unleashed_rage',
  ]),
  buff('spell_power_multiplier', '+10 % spell power; `still_water` and `arcane_brilliance` are `critical_strike` too', [
    'still_water',
    'arcane_brilliance',
    'burning_wrath',
    'dark_intent',
  ]),
  buff('spell_haste', '+5 % spell haste', [
    'moonkin_aura',
    'mind_quickening',
    'shadow_form',
    'shadowform',
    'elemental_oath',
  ]),
  buff('critical_strike', '+5 % critical strike', [
    'leader_of_the_pack',
    'terrifying_roar',
    'furious_howl',
    'legacy_of_the_white_tiger',
  ]),
  buff('mastery', '+3000 mastery rating', [
    'roar_of_courage',
    'spirit_beast_blessing',
    'blessing_of_might',
    'grace_of_air',
  ]),
  buff('str_agi_int', '+5 % strength, agility and intellect', [
    'mark_of_the_wild',
    'embrace_of_the_shale_spider',
    'legacy_of_the_emperor',
    'blessing_of_kings',
  ]),
  buff('stamina', '+10 % stamina', ['power_word_fortitude', 'qiraji_fortitude', 'commanding_shout']),
  buff('skull_banner', '+20 % critical damage for 10 s, per banner, one after another', [], 10),
  buff('stormlash', 'nature damage on hits for 10 s, per totem, one after another', ['stormlash_totem'], 10),
  debuff('physical_vulnerability', '+4 % physical damage taken'),
  debuff('weakened_armor', '−12 % armor (three stacks)', [
    'faerie_fire',
    'tear_armor',
    'dust_cloud',
    'expose_armor',
    'sunder_armor',
  ]),
  debuff('magic_vulnerability', '+5 % spell damage taken', [
    'curse_of_elements',
    'curse_of_the_elements',
    'fire_breath',
    'lightning_breath',
    'master_poisoner',
  ]),
  debuff('weakened_blows', '−10 % physical damage dealt'),
  debuff('slowed_casting', 'slower casting', [
    'necrotic_strike',
    'lava_breath',
    'spore_cloud',
    'slow',
    'mind_numbing_poison',
    'curse_of_enfeeblement',
  ]),
  debuff('mortal_wounds', 'less healing received', ['widow_venom', 'monstrous_bite', 'wild_strike']),
  debuff('bleeding', 'the enemy counts as bleeding'),
];

/** Source: SimulationCraft 1205, `override.*`. */
const retailEffects: readonly RaidEffect[] = [
  buff('arcane_intellect', 'more intellect'),
  buff('battle_shout', 'more attack power'),
  buff('mark_of_the_wild', 'more versatility'),
  buff('power_word_fortitude', 'more stamina'),
  buff('skyfury', 'mastery and extra auto attacks'),
  buff('blessing_of_the_bronze', 'shorter movement cooldowns'),
  debuff('chaos_brand', 'more magic damage taken'),
  debuff('mystic_touch', 'more physical damage taken'),
  debuff('hunters_mark', '+3 % damage taken'),
  debuff('mortal_wounds', 'less healing received'),
  debuff('bleeding', 'the enemy counts as bleeding'),
];

export const raidEffectsOf = (ruleset: Ruleset): readonly RaidEffect[] =>
  ruleset === 'mop' ? mopEffects : retailEffects;

/** Spells that bring another effect besides the one they are another name of. Source: wowsims/mop sim/core/buffs.go. */
const MORE: ReadonlyMap<string, string> = new Map([
  ['arcane_brilliance', 'critical_strike'],
  ['still_water', 'critical_strike'],
]);

/** A further effect that a spell of Mists of Pandaria brings. */
export const furtherRaidEffect = (ruleset: Ruleset, name: string): string | null =>
  ruleset === 'mop' ? (MORE.get(name) ?? null) : null;

/** The effect of a name or of one of its other names. */
export const findRaidEffect = (ruleset: Ruleset, name: string): RaidEffect | null =>
  raidEffectsOf(ruleset).find((effect) => effect.name === name || effect.aliases.includes(name)) ?? null;

export const raidEffectNames = (ruleset: Ruleset): readonly string[] => [
  'bloodlust',
  ...raidEffectsOf(ruleset).flatMap((effect) => [effect.name, ...effect.aliases]),
];
