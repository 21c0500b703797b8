import type { ArmConfig, GearItem, GearSlot } from '@wowlab/simc';
import type { EffectAmount, ItemEffect, KnownItem } from './item-effect.ts';
import { itemPoints } from './item-points.ts';
import { mopEnchants } from './mop-enchants.ts';
import { mopCloaks, mopMetaGems } from './mop-special-items.ts';
import { mopTrinkets } from './mop-trinkets.ts';
import { writtenEffect } from './written-effect.ts';

/** An effect of something worn, with the points of its item's level. */
export interface WornEffect {
  readonly slot: GearSlot;
  /** The item's name, or what it is worn as; the same item twice has two. */
  readonly item: string;
  readonly effect: ItemEffect;
  readonly points: number;
}

const KNOWN_ITEMS: readonly KnownItem[] = [...mopTrinkets, ...mopCloaks];
const TRINKETS: readonly GearSlot[] = ['trinket1', 'trinket2'];
const LEVELS_PER_UPGRADE = 4;

/** Of known items, what the simulation leaves out although it has the rest. */
const LEFT_OUT: ReadonlyMap<string, string> = new Map([['sigil_of_rampage', 'its cleave']]);

/** Everything worn that has an effect of its own. What is worn and not known is added to `notModelled`. */
export const readWornEffects = (config: ArmConfig, notModelled: Set<string>): readonly WornEffect[] => {
  const worn: WornEffect[] = [];
  for (const item of config.character.gear) {
    addItem(item, worn, notModelled);
    addWritten(item, worn, notModelled);
    addEnchants(item, worn, notModelled);
    for (const gem of item.gemIds) {
      const meta = mopMetaGems.find(({ levels }) => levels.has(gem));
      if (meta !== undefined) add(item, meta.name, meta.effects, 0, worn);
    }
  }
  return worn;
};

/** The amount of a stat at an item's points. */
export const amountOf = (amount: EffectAmount, points: number): number =>
  'fixed' in amount ? amount.fixed : Math.round(amount.perPoint * points);

const addItem = (item: GearItem, worn: WornEffect[], notModelled: Set<string>): void => {
  const known = KNOWN_ITEMS.find(
    ({ name, levels }) => (item.id !== null && levels.has(item.id)) || (item.id === null && name === plain(item.name)),
  );
  if (known === undefined) {
    const isWritten = item.other.some(({ key }) => key === 'use' || key === 'equip');
    if (TRINKETS.includes(item.slot) && !isWritten) notModelled.add(`item: ${item.slot}=${labelOf(item)}`);
    return;
  }
  const level = levelOf(item, known);
  const points = itemPoints(level);
  if (points === null) {
    notModelled.add(`item: ${item.slot}=${labelOf(item)} at item level ${level}`);
    return;
  }
  const leftOut = LEFT_OUT.get(known.name);
  if (leftOut !== undefined) notModelled.add(`item: ${item.slot}=${known.name}, ${leftOut}`);
  add(item, known.name, known.effects, points, worn);
};

/** The level that is stated, or the one of the item, or of its first version, with upgrades on top. */
const levelOf = (item: GearItem, known: KnownItem): number => {
  const [first = 0] = known.levels.values();
  const base = item.id === null ? first : (known.levels.get(item.id) ?? first);
  return item.itemLevel ?? base + LEVELS_PER_UPGRADE * (item.upgradeLevel ?? 0);
};

const addWritten = (item: GearItem, worn: WornEffect[], notModelled: Set<string>): void => {
  for (const { key, value } of item.other) {
    if (key === 'enchant' || key === 'addon') continue;
    const name = labelOf(item);
    const effect = key === 'use' || key === 'equip' ? writtenEffect(key, value, name) : null;
    if (effect === null) notModelled.add(`item option: ${key}`);
    else add(item, name, [effect], 0, worn);
  }
};

const addEnchants = (item: GearItem, worn: WornEffect[], notModelled: Set<string>): void => {
  for (const { key, value } of item.other) {
    if (key !== 'enchant' && key !== 'addon') continue;
    const known = mopEnchants.find(({ names }) => names.includes(plain(value)));
    if (known === undefined) notModelled.add(`${key}: ${item.slot}=${value}`);
    else add(item, known.names[0] ?? value, known.effects, 0, worn);
  }
  if (item.enchantId === null) return;
  const known = mopEnchants.find(({ id }) => id === item.enchantId);
  if (known === undefined) notModelled.add(`enchant: ${item.slot}, id ${item.enchantId}`);
  else add(item, known.names[0] ?? '', known.effects, 0, worn);
};

const add = (
  item: GearItem,
  name: string,
  effects: readonly ItemEffect[],
  points: number,
  worn: WornEffect[],
): void => {
  for (const effect of effects) worn.push({ slot: item.slot, item: name, effect, points });
};

/** Without what gear lines write differently: apostrophes, hyphens, commas. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9_]/g, '');

const labelOf = (item: GearItem): string => (item.name === '' ? `id_${item.id ?? 0}` : plain(item.name));
