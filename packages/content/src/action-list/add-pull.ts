import type { Ability, Actor, Fight } from '@wowlab/engine';
import type { ActionList } from '@wowlab/simc';
import { MS_PER_SECOND } from './action-world.ts';
import { ConfigError } from '../config-error.ts';

const LEAD_OPTIONS = ['precast_time', 'precombat_time', 'precombat_seconds'] as const;
const MAX_LEAD_S = 60;

/** Who is about to pull. */
export interface Puller {
  readonly fight: Fight;
  readonly actor: Actor;
  readonly abilities: ReadonlyMap<string, Ability>;
  /** Told how long before the pull what is done next was done, ms; 0 when the pull has come. */
  atLead?(leadMs: number): void;
}

/** What happens before the first decision: the list `precombat`, and whatever others bring at fixed times. */
export const addPull = (
  puller: Puller,
  precombat: ActionList | undefined,
  bloodlust: () => void,
  accepted: ReadonlySet<string>,
  notModelled: Set<string>,
): void => {
  const steps: (() => void)[] = [];
  for (const { action, options } of precombat?.entries ?? []) {
    const ability = puller.abilities.get(action);
    if (ability === undefined) {
      if (!accepted.has(action)) notModelled.add(`action: ${action}`);
      continue;
    }
    const leadMs = readLead(options);
    steps.push(() => {
      puller.atLead?.(leadMs);
      ability.completeBefore(leadMs);
    });
  }
  puller.fight.onReset({
    reset: () => {
      for (const step of steps) step();
      puller.atLead?.(0);
      bloodlust();
      puller.actor.start();
    },
  });
};

/** How long before the pull, ms. */
const readLead = (options: Readonly<Record<string, string>>): number => {
  for (const name of LEAD_OPTIONS) {
    const text = options[name];
    if (text === undefined) continue;
    const seconds = Number(text);
    if (!(seconds >= 0 && seconds <= MAX_LEAD_S)) {
      throw new ConfigError(name, text, 'is not a time before the pull.', `Use seconds from 0 to ${MAX_LEAD_S}.`);
    }
    return Math.round(seconds * MS_PER_SECOND);
  }
  return 0;
};
