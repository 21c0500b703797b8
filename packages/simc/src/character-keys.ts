import type { ProfessionConfig, SetBonusConfig, TalentRank } from './arm-config.ts';
import { maxLevel, professions } from './character-names.ts';
import { characterKey, type ProfileKey } from './profile-key.ts';
import { profileLimits } from './profile-limits.ts';
import {
  asToken,
  listOf,
  oneOf,
  pattern,
  scaledDecimal,
  token,
  tokenOrNone,
  wholeNumber,
  type ValueReader,
} from './value-reader.ts';

const roles = ['attack', 'spell', 'tank', 'heal'] as const;
const positions = ['back', 'front', 'ranged_back', 'ranged_front'] as const;

const byName = (a: { readonly name: string }, b: { readonly name: string }): number => (a.name < b.name ? -1 : 1);

// The addon leaves it empty for a character without a specialisation.
const role: ValueReader<(typeof roles)[number] | null> = (() => {
  const inner = oneOf(roles, 'role');
  return { ...inner, read: (text) => (text === '' ? { kind: 'ok', value: null } : inner.read(text)) };
})();

const readProfessions: ValueReader<readonly ProfessionConfig[]> = pattern(
  'names and skills',
  'at most 2, skill 1 to 999',
  (text) => {
    const read: ProfessionConfig[] = [];
    for (const part of text
      .replace(/\/$/, '')
      .split('/')
      .filter((one) => one !== '')) {
      const [, written = '', skill = '0'] = /^([a-z_]+)(?:=(\d{1,3}))?$/.exec(part.toLowerCase()) ?? [];
      const name = professions.find((known) => known === written);
      if (name === undefined || read.some((one) => one.name === name)) return null;
      read.push({ name, skill: Number(skill) });
    }
    return read.length > 2 ? null : read.toSorted(byName);
  },
  'These are not two professions.',
  `Write professions=engineering=600/leatherworking=600; known are ${professions.join(', ')}.`,
);

const readTalents: ValueReader<string> = pattern(
  "mop: one digit a row; retail: the game's talent string",
  'mop: 6 digits 0 to 3; retail: 20 to 400 of A–Z a–z 0–9 + /',
  (text) => (/^[A-Za-z0-9+/]{0,400}$/.test(text) ? text : null),
  'These are not talents.',
  'Write six digits (mop, e.g. 312111) or the talent string the game exports (retail).',
);

const talentRanks: ValueReader<readonly TalentRank[]> = pattern(
  'names (or entry ids) and ranks joined by /',
  `at most ${profileLimits.maxTalentRanks}, rank 0 to 9`,
  (text) => {
    const ranks = new Map<string, number>();
    for (const part of text
      .replace(/\/$/, '')
      .split('/')
      .filter((one) => one !== '')) {
      const [, name, rank = '1'] = /^([a-z0-9_]{1,100})(?::(\d))?$/.exec(part.toLowerCase()) ?? [];
      if (name === undefined || ranks.size === profileLimits.maxTalentRanks) return null;
      ranks.set(name, Number(rank));
    }
    return [...ranks]
      .map(([name, rank]) => ({ name, rank }))
      .filter(({ rank }) => rank > 0)
      .toSorted(byName);
  },
  'These are not talents with ranks.',
  'Write name:rank joined by /, e.g. spec_talents=killer_cobra:1/alpha_predator:1.',
);

const glyph: ValueReader<string> = (() => {
  const inner = token('names');
  return {
    ...inner,
    read: (text) => {
      const read = inner.read(text);
      return read.kind === 'ok' ? { kind: 'ok', value: read.value.replace(/^glyph_of_(?:the_)?/, '') } : read;
    },
  };
})();

const setBonus: ValueReader<SetBonusConfig> = pattern(
  'SET_Npc=0 or SET_Npc=1',
  '',
  (text) => {
    const [, set, pieces, enabled = '1'] =
      /^([a-z][a-z0-9_]{0,90})_([1-9])pc(?:=([01]))?$/.exec(text.toLowerCase()) ?? [];
    return set === undefined ? null : { set, pieces: Number(pieces), enabled: enabled === '1' };
  },
  'This is not a set bonus.',
  'Write set_bonus=tier14_2pc=1.',
);

const temporaryEnchants: ValueReader<readonly { readonly slot: 'main_hand' | 'off_hand'; readonly name: string }[]> =
  pattern(
    'slot:name joined by /',
    'slots main_hand and off_hand',
    (text) => {
      const bySlot = new Map<'main_hand' | 'off_hand', string>();
      if (['', 'disabled', 'none'].includes(text.toLowerCase())) return [];
      for (const part of text.split('/')) {
        const [, slot, name] = /^(main_hand|off_hand):([a-z0-9_]{1,100})$/.exec(part.toLowerCase()) ?? [];
        if (name === undefined) return null;
        bySlot.set(slot === 'off_hand' ? 'off_hand' : 'main_hand', name);
      }
      return [...bySlot].map(([slot, name]) => ({ slot, name })).toSorted((a, b) => (a.slot < b.slot ? -1 : 1));
    },
    'This is not a temporary enchant.',
    'Write temporary_enchant=main_hand:thalassian_phoenix_oil_2.',
  );

/** Keys of the open character. */
export const characterKeys: readonly ProfileKey[] = [
  characterKey(
    'spec',
    token('a specialisation'),
    'none: must be stated',
    'Specialisation, as SimulationCraft writes it.',
    (character, value, at) => {
      character.spec = { value, at };
    },
  ),
  characterKey(
    'level',
    wholeNumber('a whole number', 1, maxLevel),
    String(maxLevel),
    'Level of the character.',
    (character, value) => {
      character.level = value;
    },
  ),
  characterKey('race', token('a race'), 'none', 'Race, for racial traits.', (character, value, at) => {
    character.race = { value, at };
  }),
  characterKey('role', role, "the specialisation's", 'What the character is there for.', (character, value) => {
    character.role = value;
  }),
  characterKey(
    'position',
    oneOf(positions, 'position'),
    "the specialisation's",
    'Where the character stands.',
    (character, value) => {
      character.position = value;
    },
  ),
  characterKey(
    'distance',
    scaledDecimal('yards', 0, 100, 1000),
    '5',
    'Distance to the main target. Own key.',
    (character, value) => {
      character.distanceMilliyards = value;
    },
  ),
  characterKey('professions', readProfessions, 'none', 'Professions and their skill.', (character, value) => {
    character.professions = value;
  }),
  characterKey(
    'talents',
    readTalents,
    'none',
    'All talents. mop: the choice of each row from the top, 0 for none.',
    (character, value, at) => {
      character.talents = value === '' ? null : { value, at };
    },
  ),
  characterKey(
    'class_talents',
    talentRanks,
    'none',
    'retail: talents of the class tree by name, instead of `talents`.',
    (character, value) => {
      character.classTalents = value;
    },
  ),
  characterKey(
    'spec_talents',
    talentRanks,
    'none',
    "retail: talents of the specialisation's tree by name.",
    (character, value) => {
      character.specTalents = value;
    },
  ),
  characterKey('hero_talents', talentRanks, 'none', 'retail: hero talents by name.', (character, value) => {
    character.heroTalents = value;
  }),
  characterKey(
    'glyphs',
    listOf(glyph, profileLimits.maxGlyphs),
    'none',
    'mop: glyphs by name, with or without "glyph of".',
    (character, value) => {
      character.glyphs = [...new Set(value)].toSorted();
    },
  ),
  characterKey(
    'summon_pet',
    tokenOrNone('a pet family'),
    'none',
    'The permanent pet, e.g. `wolf`.',
    (character, value) => {
      character.petFamily = value;
    },
  ),
  characterKey(
    'pet_uptime',
    scaledDecimal('a share', 0, 1, 1_000_000),
    '1',
    'Share of the fight the pet attacks. Own key.',
    (character, value) => {
      character.petUptimePpm = value;
    },
  ),
  characterKey(
    'pet_spec',
    oneOf(['ferocity', 'tenacity', 'cunning'] as const, 'specialisation of a pet'),
    'ferocity',
    'mop: specialisation of the pet. Own key.',
    (character, value) => {
      character.petSpec = value;
    },
  ),
  characterKey('potion', tokenOrNone('a name'), 'none', 'Potion that `potion` actions drink.', (character, value) => {
    character.potion = value;
  }),
  characterKey('flask', tokenOrNone('a name'), 'none', 'Flask.', (character, value) => {
    character.flask = value;
  }),
  characterKey('food', tokenOrNone('a name'), 'none', 'Food.', (character, value) => {
    character.food = value;
  }),
  characterKey('augmentation', tokenOrNone('a name'), 'none', 'retail: augment rune.', (character, value) => {
    character.augmentation = value;
  }),
  characterKey(
    'temporary_enchant',
    temporaryEnchants,
    'none',
    'retail: weapon oils and stones.',
    (character, value) => {
      character.temporaryEnchants = value;
    },
  ),
  characterKey(
    'set_bonus',
    setBonus,
    'none',
    'A set bonus on (1) or off (0); each bonus has its own line.',
    (character, value) => {
      const bonuses = new Map(character.setBonuses);
      bonuses.set(`${value.set}_${value.pieces}pc`, value);
      character.setBonuses = bonuses;
    },
  ),
];

/** `Blood Elf` and `blood-elf` are `blood_elf`. */
export const asRace = asToken;
