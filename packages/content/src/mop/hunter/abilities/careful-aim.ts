import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Careful Aim: crit chance that Aimed and Steady Shot have against a healthy target, at this moment. */
export const carefulAim = (hunter: Hunter): number => {
  const { abovePct, critChance } = spellFacts.carefulAim;
  return hunter.target.healthPct() > abovePct ? critChance : 0;
};
