import { AccumulatedChance, type Combatant, type Guardian, Guardians, Multiplier, SwingTimer } from '@wowlab/engine';
import { retailRules } from '../../rules.ts';
import { petFacts } from '../data/pet-facts.ts';
import { talentFacts } from '../data/talents.ts';
import type { RetailHunter } from '../hunter.ts';
import { petCombatant, petSource } from './pet-combatant.ts';

const MS_PER_SECOND = 1000;

export interface DireGuardianOptions {
  readonly name: string;
  /** Row of its swings. */
  readonly row: number;
  readonly ownerPower: number;
  readonly swingMs: number;
  /** Factor on swings alone, and on everything it deals. */
  readonly swingFactor: number;
  readonly damage: number;
}

/** A guardian of the hunter: swings from the moment it appears. */
export class DireGuardian implements Guardian {
  readonly combatant: Combatant;
  readonly #swings: SwingTimer;

  constructor(hunter: RetailHunter, options: DireGuardianOptions) {
    const { fight } = hunter;
    const frenzy = 1 + hunter.inputs.rank('dire_frenzy') * talentFacts.dire_frenzy.damage;
    const combatant = petCombatant(hunter, options.name, options.ownerPower, 'guardian', [
      new Multiplier(fight, `${options.name}.guardian`, petFacts.guardianDamage * options.damage * frenzy),
    ]);
    this.combatant = combatant;
    const melee = petSource(hunter, combatant, { row: options.row, factor: options.swingFactor });
    const perSwing = options.swingMs / MS_PER_SECOND / retailRules.attackPowerPerDps;
    this.#swings = new SwingTimer(
      fight,
      options.swingMs,
      () => hunter.haste(),
      () => melee.launch(combatant.attackPower * perSwing),
    );
    hunter.onHaste(() => this.#swings.rescale());
  }

  arrive(): void {
    this.#swings.start();
  }

  leave(): void {
    this.#swings.stop();
  }
}

/** How much longer guardians stay with Dire Frenzy, ms. */
export const longerStayMs = (hunter: RetailHunter): number =>
  hunter.inputs.rank('dire_frenzy') * talentFacts.dire_frenzy.durationMs;

/** What calls Dire Beasts. */
export interface DireBeastCalls {
  /** At each tick of a physical bleed of the hunter. */
  readonly onBleed: () => void;
  readonly onKillCommand: () => void;
}

const NO_CALLS: DireBeastCalls = { onBleed: () => {}, onKillCommand: () => {} };

/**
 * Dire Beast: each tick of a physical bleed may call one, at most once per pause; with Dire Command Kill Command may too.
 *
 * It stays for a whole number of swings: the rest of a swing is the chance of one more.
 */
export const addDireBeasts = (hunter: RetailHunter): DireBeastCalls => {
  if (hunter.inputs.rank('dire_beast') === 0) return NO_CALLS;
  const { fight } = hunter;
  const facts = petFacts.direBeast;
  const row = hunter.recorder.addSource('dire_beast');
  const members = Array.from(
    { length: facts.slots },
    () =>
      new DireGuardian(hunter, {
        name: 'dire_beast',
        row,
        ownerPower: facts.ownerPower,
        swingMs: petFacts.swingMs,
        swingFactor: 1,
        damage: 1,
      }),
  );
  const beasts = new Guardians(fight, members);
  const durationMs = facts.durationMs + longerStayMs(hunter);
  const call = (): void => {
    const swingMs = Math.round(petFacts.swingMs / hunter.haste());
    const swings = Math.floor(durationMs / swingMs);
    const more = hunter.chance(durationMs / swingMs - swings) ? 1 : 0;
    // One millisecond short: the swing at its end is not dealt, the one at its start is.
    beasts.summon((swings + more) * swingMs - 1);
  };
  const command = new AccumulatedChance(fight, talentFacts.dire_command.step);
  let readyAt = 0;
  fight.onReset({
    reset: () => {
      readyAt = 0;
    },
  });
  return {
    onBleed: () => {
      if (fight.now < readyAt) return;
      readyAt = fight.now + facts.betweenMs;
      if (hunter.chance(facts.chance)) call();
    },
    onKillCommand: () => {
      if (hunter.inputs.rank('dire_command') > 0 && command.attempt()) call();
    },
  };
};
