import type { Enemies, Target } from '@wowlab/engine';
import type { Evaluate } from './compile-expression.ts';

/** Which enemy a line goes at, by its options `target_if`, `cycle_targets` and `target`. */
export type TargetChoice =
  /** The first enemy for which the expression holds; without one, any at which the line can be used. */
  | { readonly kind: 'first'; readonly expression: Evaluate | null; readonly atMost: number }
  /** The one for which the expression is least or most. */
  | { readonly kind: 'least' | 'most'; readonly expression: Evaluate; readonly atMost: number }
  /** A fixed one, whoever else is there. */
  | { readonly kind: 'fixed'; readonly target: Target };

/**
 * Calls `tryAt` for enemies in the order of the choice until one is accepted, with the enemy aimed at meanwhile; the main
 * target comes first among equals. Afterwards the main target is aimed at again.
 */
export const chooseTarget = (
  enemies: Enemies,
  choice: TargetChoice,
  tryAt: (target: Target) => boolean,
): Target | null => {
  const chosen = choose(enemies, choice, tryAt);
  enemies.aimed = enemies.main;
  return chosen;
};

const choose = (enemies: Enemies, choice: TargetChoice, tryAt: (target: Target) => boolean): Target | null => {
  if (choice.kind === 'fixed') {
    enemies.aimed = choice.target;
    return choice.target.isAttackable && tryAt(choice.target) ? choice.target : null;
  }
  const count = Math.min(choice.atMost, enemies.count);
  let best: Target | null = null;
  let bestValue = 0;
  for (let place = 0; place < count; place += 1) {
    const target = mainFirst(enemies, place);
    enemies.aimed = target;
    const value = choice.expression === null ? 1 : choice.expression();
    if (choice.kind === 'first') {
      if (value !== 0 && tryAt(target)) return target;
      continue;
    }
    const isBetter = best === null || (choice.kind === 'least' ? value < bestValue : value > bestValue);
    if (!isBetter || !tryAt(target)) continue;
    best = target;
    bestValue = value;
  }
  return best;
};

/** The enemies with the main target moved to the front. */
const mainFirst = ({ active, main }: Enemies, place: number): Target => {
  if (!main.isAttackable) return active[place] as Target;
  if (place === 0) return main;
  const before = active[place - 1] as Target;
  return before.index < main.index ? before : (active[place] as Target);
};
