import { type Combatant, DamageOverTime, type DamageSource, Multiplier, SwingTimer } from '@wowlab/engine';
import { retailRules } from '../../rules.ts';
import { petFacts } from '../data/pet-facts.ts';
import { talentFacts } from '../data/talents.ts';
import type { RetailHunter } from '../hunter.ts';
import { petCombatant, petSource } from './pet-combatant.ts';

const MS_PER_SECOND = 1000;

/** Rows of the report that a pet's attacks share with those of the others. */
export interface PetRows {
  readonly melee: number;
  readonly killCommand: number;
  readonly bestialWrath: number;
  readonly stomp: number;
  readonly wildThrash: number;
  readonly bloodshed: number;
}

/** A pet from the stable: swings, and what the hunter orders. */
export class MainPet {
  readonly combatant: Combatant;
  readonly bestialWrath: Multiplier;
  readonly killCommand: DamageSource;
  readonly bestialWrathHit: DamageSource;
  readonly stomp: DamageSource;
  readonly wildThrash: DamageSource;
  readonly bloodshed: DamageOverTime;
  readonly swings: SwingTimer;
  /** Set by content: told about every swing. */
  onSwing: () => void = () => {};

  constructor(hunter: RetailHunter, name: string, rows: PetRows) {
    const { fight, inputs } = hunter;
    this.bestialWrath = new Multiplier(fight, `${name}.bestialWrath`);
    const combatant = petCombatant(hunter, name, petFacts.ownerPower, 'pet', [this.bestialWrath, hunter.wyvernsCry]);
    this.combatant = combatant;
    const source = (row: number, factor = 1): DamageSource => petSource(hunter, combatant, { row, factor });
    const alpha = 1 + inputs.rank('alpha_predator') * talentFacts.alpha_predator.damage;
    this.killCommand = source(rows.killCommand, alpha);
    this.bestialWrathHit = source(rows.bestialWrath);
    this.stomp = source(rows.stomp);
    this.wildThrash = source(rows.wildThrash);
    const bleed = petSource(hunter, combatant, { row: rows.bloodshed, ignoresArmor: true, canCrit: false });
    const { durationMs, periodMs, attackPower } = petFacts.bloodshed;
    this.bloodshed = new DamageOverTime(fight, {
      name: 'bloodshed',
      durationMs,
      periodMs,
      refresh: 'pandemic',
      onTick: (share) => bleed.tick(combatant.attackPower * attackPower * share, bleed.attackerFactor()),
    });
    const melee = source(rows.melee);
    const frenzy = 1 + inputs.rank('frenzy') * talentFacts.frenzy.attackSpeedPerRank;
    const perSwing = petFacts.swingMs / MS_PER_SECOND / retailRules.attackPowerPerDps;
    const fastest = petFacts.swingMs / petFacts.shortestSwingMs;
    this.swings = new SwingTimer(
      fight,
      petFacts.swingMs,
      () => Math.min(fastest, hunter.haste() * frenzy),
      () => {
        melee.launch(combatant.attackPower * perSwing);
        this.onSwing();
      },
    );
    hunter.onHaste(() => this.swings.rescale());
    fight.onReset(this);
  }

  reset(): void {
    this.swings.start();
  }
}
