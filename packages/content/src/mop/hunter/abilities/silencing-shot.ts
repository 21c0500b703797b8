import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Silencing Shot deals no damage and gives focus. */
export const addSilencingShot = (hunter: Hunter): void => {
  const { cooldownMs, focus } = spellFacts.silencingShot;
  const gained = hunter.focus.gainRow('silencing_shot');
  hunter.addAbility({ name: 'silencing_shot', cooldownMs, perform: () => hunter.focus.gain(focus, gained) });
};
