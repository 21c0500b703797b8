import { gearSlots, type GearItem, type GearSlot, type WeaponConfig } from './arm-config.ts';
import type { Position } from './ast.ts';
import { suggestName } from './nearest-name.ts';
import { problemAt, type Problem } from './problem.ts';
import { profileLimits } from './profile-limits.ts';
import { readStats } from './stat-names.ts';
import { asToken } from './value-reader.ts';
import { readWeapon, weaponRemedy } from './weapon.ts';

export type ParsedGearLine =
  | { readonly kind: 'ok'; readonly item: GearItem | null }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] };

const slotAliases: ReadonlyMap<string, GearSlot> = new Map([
  ['shoulders', 'shoulder'],
  ['wrists', 'wrist'],
  ['hand', 'hands'],
  ['ring1', 'finger1'],
  ['ring2', 'finger2'],
  ['cloak', 'back'],
] as const);

/** The slot a key names, e.g. `shoulders`; `null` when it is no slot. */
export const slotOfKey = (key: string): GearSlot | null =>
  gearSlots.find((slot) => slot === key) ?? slotAliases.get(key) ?? null;

/** Keys of gear lines, for suggestions. */
export const gearKeys: readonly string[] = [...gearSlots, ...slotAliases.keys()];

interface ItemDraft {
  id: number | null;
  itemLevel: number | null;
  enchantId: number | null;
  gemIds: readonly number[];
  bonusIds: readonly number[];
  craftedStats: readonly number[];
  craftingQuality: number | null;
  suffixId: number | null;
  reforgeId: number | null;
  upgradeLevel: number | null;
  dropLevel: number | null;
  stats: GearItem['stats'];
  weapon: WeaponConfig | null;
  readonly other: Map<string, string>;
}

const wholePattern = /^\d{1,9}$/;
const wholeOrNegativePattern = /^-?\d{1,9}$/;

const readWhole = (text: string): number | null => (wholePattern.test(text) ? Number(text) : null);

const readIds = (text: string): readonly number[] | null => {
  const parts = text.split(/[/:]/);
  if (parts.length > profileLimits.maxListedIds || !parts.every((part) => wholePattern.test(part))) return null;
  return parts.map(Number);
};

const oneNumber = 'Write one whole number.';
const severalNumbers = `Write whole numbers joined by /, at most ${profileLimits.maxListedIds}.`;

/** Takes one option's text into the draft; a string is the remedy for text that cannot be taken. */
type ItemOption = (draft: ItemDraft, text: string) => string | null;

const number =
  (
    key: 'id' | 'itemLevel' | 'enchantId' | 'craftingQuality' | 'reforgeId' | 'upgradeLevel' | 'dropLevel',
  ): ItemOption =>
  (draft, text) => {
    const value = readWhole(text);
    if (value === null) return oneNumber;
    draft[key] = value;
    return null;
  };

const ids =
  (key: 'gemIds' | 'bonusIds' | 'craftedStats'): ItemOption =>
  (draft, text) => {
    const value = readIds(text);
    if (value === null) return severalNumbers;
    draft[key] = value;
    return null;
  };

const keep =
  (key: string): ItemOption =>
  (draft, text) => {
    if (!/^[\w.:/%+|@-]{1,100}$/.test(text)) return 'Write at most 100 letters, digits and . : / % + | @ - _.';
    draft.other.set(key, text);
    return null;
  };

// Read by no model yet; kept with the item so that its hash tells two different items apart.
const keptOptions = [
  'gem_bonus_id',
  'gem_ilevel',
  'gems',
  'enchant',
  'addon',
  'addon_id',
  'equip',
  'use',
  'quality',
  'type',
  'source',
  'initial_cd',
  'context',
  'content_tuning',
  'redirected_base_stats',
  'titan_disc_id',
  'embellishment',
  'azerite_powers',
  'azerite_level',
  'relic_id',
  'relic_ilevel',
  'heroic',
  'mythic',
  'lfr',
  'warforged',
  'upgrade_levels',
  'unique',
];

const itemOptions: ReadonlyMap<string, ItemOption> = new Map<string, ItemOption>([
  ['id', number('id')],
  ['ilevel', number('itemLevel')],
  ['ilvl', number('itemLevel')],
  ['enchant_id', number('enchantId')],
  ['gem_id', ids('gemIds')],
  ['gem_ids', ids('gemIds')],
  ['bonus_id', ids('bonusIds')],
  ['bonus_ids', ids('bonusIds')],
  ['crafted_stats', ids('craftedStats')],
  ['crafting_quality', number('craftingQuality')],
  ['drop_level', number('dropLevel')],
  ['reforge', number('reforgeId')],
  ['upgrade', number('upgradeLevel')],
  [
    'suffix',
    (draft, text) => {
      if (!wholeOrNegativePattern.test(text)) return oneNumber;
      draft.suffixId = Number(text);
      return null;
    },
  ],
  [
    'stats',
    (draft, text) => {
      const stats = readStats(text);
      if (stats === null) return 'Write amounts and stats joined by underscores: stats=1200agi_500crit.';
      draft.stats = stats;
      return null;
    },
  ],
  [
    'weapon',
    (draft, text) => {
      const weapon = readWeapon(text);
      if (weapon === null) return weaponRemedy;
      draft.weapon = weapon;
      return null;
    },
  ],
  ...keptOptions.map((key) => [key, keep(key)] as const),
]);

/** The options of a gear line, for the documentation. */
export const gearLineOptions: readonly string[] = [...itemOptions.keys()];

const namePattern = /^[a-z0-9_]*$/;

/** Reads the value of a gear line, e.g. `,id=249988,bonus_id=40/1808`. `empty` or nothing at all is an empty slot. */
export const parseGearLine = (slot: GearSlot, text: string, at: Position): ParsedGearLine => {
  const problems: Problem[] = [];
  const [rawName = '', ...options] = text.split(',');
  const name = asToken(rawName);
  if (name.length > profileLimits.maxTokenLength || !namePattern.test(name)) {
    problems.push(
      problemAt(
        at,
        slot,
        rawName,
        'This is not the name of an item.',
        'Use letters, digits and underscores, or leave it empty and give an id: head=,id=….',
      ),
    );
  }
  const draft: ItemDraft = {
    id: null,
    itemLevel: null,
    enchantId: null,
    gemIds: [],
    bonusIds: [],
    craftedStats: [],
    craftingQuality: null,
    suffixId: null,
    reforgeId: null,
    upgradeLevel: null,
    dropLevel: null,
    stats: {},
    weapon: null,
    other: new Map(),
  };
  let offset = rawName.length + 1;
  for (const option of options) {
    const problem = readItemOption(draft, option, { line: at.line, column: at.column + offset }, slot);
    if (problem !== null) problems.push(problem);
    if (problems.length >= profileLimits.maxProblems) break;
    offset += option.length + 1;
  }
  if (problems.length > 0) return { kind: 'invalid', problems };
  if (options.length === 0 && (name === '' || name === 'empty' || name === 'none')) return { kind: 'ok', item: null };
  const { other, ...read } = draft;
  return {
    kind: 'ok',
    item: {
      slot,
      name,
      ...read,
      other: [...other].map(([key, value]) => ({ key, value })).toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    },
  };
};

const readItemOption = (draft: ItemDraft, option: string, at: Position, slot: GearSlot): Problem | null => {
  const equals = option.indexOf('=');
  const key = (equals < 0 ? option : option.slice(0, equals)).toLowerCase();
  const read = itemOptions.get(key);
  if (read === undefined) {
    return problemAt(
      at,
      slot,
      option,
      'An item has no such option.',
      suggestName(key, gearLineOptions, 'item options'),
    );
  }
  if (equals < 0) return problemAt(at, key, option, 'This item option has no value.', `Write ${key}=….`);
  const value = option.slice(equals + 1);
  const remedy = read(draft, value);
  return remedy === null
    ? null
    : problemAt({ line: at.line, column: at.column + equals + 1 }, key, value, 'This value cannot be read.', remedy);
};
