import { eventPriority } from '@wowlab/engine';
import type { ActionList } from '@wowlab/simc';
import { MS_PER_SECOND } from '../../action-list/action-world.ts';
import { ConfigError } from '../../config-error.ts';
import { raidFacts } from '../raid-facts.ts';
import type { Hunter } from './hunter.ts';

const LEAD_OPTIONS = ['precast_time', 'precombat_time', 'precombat_seconds'] as const;
const MAX_LEAD_S = 60;

/** What happens before the first decision: the list `precombat`, and whatever others bring at fixed times. */
export const addPull = (
  hunter: Hunter,
  precombat: ActionList | undefined,
  bloodlust: () => void,
  accepted: ReadonlySet<string>,
  notModelled: Set<string>,
): void => {
  const steps: (() => void)[] = [];
  for (const { action, options } of precombat?.entries ?? []) {
    const ability = hunter.abilities.get(action);
    if (ability === undefined) {
      if (!accepted.has(action)) notModelled.add(`action: ${action}`);
      continue;
    }
    const leadMs = readLead(options);
    steps.push(() => ability.completeBefore(leadMs));
  }
  hunter.fight.onReset({
    reset: () => {
      for (const step of steps) step();
      bloodlust();
      hunter.actor.start();
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

/** Bloodlust, if there is any. @returns what arms it at the pull. */
export const addBloodlust = (hunter: Hunter): (() => void) => {
  const { fight, inputs } = hunter;
  const { bloodlust } = inputs;
  if (bloodlust === null) return () => {};
  const aura = hunter.addAura({
    name: 'bloodlust',
    durationMs: raidFacts.bloodlust.durationMs,
    onStacks: (_, stacks) => {
      hunter.bloodlust.value = stacks > 0 ? raidFacts.bloodlust.haste : 1;
      hunter.refreshHaste();
    },
  });
  const start = fight.timer(eventPriority.cast, () => aura.apply());
  return () => {
    // Negative times count back from the expected end.
    const byTime = bloodlust.atMs < 0 ? Math.max(0, inputs.lengthMs + bloodlust.atMs) : bloodlust.atMs;
    const byHealth = bloodlust.atHealthPct === null ? byTime : hunter.target.msAtHealth(bloodlust.atHealthPct);
    fight.queue.schedule(start, Math.min(byTime, byHealth));
  };
};
