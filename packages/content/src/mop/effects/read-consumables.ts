import type { ArmConfig } from '@wowlab/simc';
import { type LastingConsumable, mopFlasks, mopFoods, mopPotions } from './mop-consumables.ts';

export interface ReadConsumables {
  /** What flask and food add to a stat all fight. */
  readonly lasting: (stat: LastingConsumable['stat']) => number;
  readonly potion: string | null;
}

/** Pandaren get twice as much from meals. Source: wowsims/mop sim/core/consumes.go. */
const PANDAREN_MEAL = 2;

/** Flask, food and potion of a config. What is not known, or not of this game, is added to `notModelled`. */
export const readConsumables = ({ character }: ArmConfig, notModelled: Set<string>): ReadConsumables => {
  const { flask, food, potion, augmentation, temporaryEnchants } = character.consumables;
  const isAlchemist = character.professions.some(({ name }) => name === 'alchemy');
  const sums = new Map<string, number>();
  const take = (
    kind: string,
    name: string | null,
    known: ReadonlyMap<string, LastingConsumable>,
    factor: number,
  ): void => {
    if (name === null) return;
    const found = known.get(plain(name));
    if (found === undefined) {
      notModelled.add(`${kind}: ${name}`);
      return;
    }
    const amount = (found.amount + (isAlchemist ? found.alchemist : 0)) * factor;
    sums.set(found.stat, (sums.get(found.stat) ?? 0) + amount);
  };
  take('flask', flask, mopFlasks, 1);
  take('food', food, mopFoods, character.race.startsWith('pandaren') ? PANDAREN_MEAL : 1);
  const knownPotion = potion === null ? null : plain(potion);
  if (potion !== null && knownPotion !== null && !mopPotions.has(knownPotion)) notModelled.add(`potion: ${potion}`);
  if (augmentation !== null) notModelled.add(`augmentation: ${augmentation}`);
  for (const { slot, name } of temporaryEnchants) notModelled.add(`temporary_enchant: ${slot}:${name}`);
  return {
    lasting: (stat) => sums.get(stat) ?? 0,
    potion: knownPotion !== null && mopPotions.has(knownPotion) ? knownPotion : null,
  };
};

/** `flask_of_the_spring_blossoms`, `potion_of_virmens_bite` and the like, without what is written differently. */
const plain = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]/g, '')
    .replace(/^(?:flask|potion)_of_(?:the_)?/, '')
    .replace(/_potion$/, '');
