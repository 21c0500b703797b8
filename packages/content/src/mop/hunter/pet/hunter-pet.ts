import {
  Actor,
  Aura,
  Combatant,
  DamageSource,
  eventPriority,
  Multiplier,
  type OnArrival,
  outcome,
  type Outcome,
  Resource,
  rollSpecial,
  rollSwing,
  SwingTimer,
} from '@wowlab/engine';
import { mopRules } from '../../rules.ts';
import { raidFacts } from '../../raid-facts.ts';
import { petFacts } from '../data/pet-facts.ts';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';
import type { PetFamily } from '../data/pet-families.ts';
import { addBasicAttack } from './basic-attack.ts';
import { collarCrit, inherit, petStats } from './pet-stats.ts';
import { addSpecialAbility } from './special-ability.ts';

/** How the report names the permanent pet. */
const PET = 'pet';

/** The hunter's permanent pet: swings, a basic attack, and what both set off. */
export class HunterPet {
  readonly hunter: Hunter;
  readonly combatant: Combatant;
  readonly actor: Actor;
  readonly focus: Resource;
  readonly frenzy: Aura;
  readonly cobraStrikes: Aura;
  readonly bestialWrathDamage: Multiplier;
  readonly killCommand: DamageSource;
  readonly rabid: Multiplier;
  readonly swings: SwingTimer;
  /** Beast Cleave: told about each swing and basic attack that arrives. */
  onMelee: OnArrival | null = null;
  /** A pet with less than full uptime is there for the first part of the fight. */
  isPresent = true;
  readonly isFerocious: boolean;
  readonly #leave: number;
  readonly #goForTheThroat: number;
  readonly #collarSpeed: number;
  readonly #frenzySpeed: Multiplier;
  readonly #inheritedSpeed: Multiplier;

  constructor(hunter: Hunter, family: PetFamily) {
    const { fight, inputs } = hunter;
    this.hunter = hunter;
    this.isFerocious = inputs.petSpec === 'ferocity';
    this.#collarSpeed = this.isFerocious ? petFacts.spikedCollar.meleeSpeed : 1;
    this.bestialWrathDamage = new Multiplier(fight, 'pet.bestialWrath');
    this.#frenzySpeed = new Multiplier(fight, 'pet.frenzy');
    this.#inheritedSpeed = new Multiplier(fight, 'pet.inheritedSpeed');
    this.rabid = new Multiplier(fight, 'pet.rabid');
    this.combatant = new Combatant(fight, PET, petStats(hunter), [
      ...permanentDamage(hunter, 'pet'),
      this.bestialWrathDamage,
    ]);
    const { base, kindredSpirits, perSecond } = petFacts.focus;
    this.focus = new Resource(
      fight,
      'focus',
      base + (hunter.isBeastMaster ? kindredSpirits : 0),
      perSecond * this.combatant.ratingHaste,
      PET,
      inputs.reactionMs,
    );
    this.#goForTheThroat = this.focus.gainRow('go_for_the_throat');
    this.frenzy = new Aura(fight, {
      name: 'frenzy',
      on: PET,
      durationMs: petFacts.frenzy.durationMs,
      maxStacks: petFacts.frenzy.maxStacks,
      onStacks: (_, stacks) => {
        this.#frenzySpeed.value = 1 + petFacts.frenzy.meleeSpeedPerStack * stacks;
        this.refreshSpeed();
      },
    });
    this.cobraStrikes = new Aura(fight, {
      name: 'cobra_strikes',
      on: PET,
      durationMs: petFacts.cobraStrikes.durationMs,
      maxStacks: petFacts.cobraStrikes.maxStacks,
    });
    this.swings = this.#addSwings();
    this.killCommand = this.#addKillCommand();
    this.actor = new Actor(fight, {
      name: PET,
      reactionMs: inputs.reactionMs,
      queueWindowMs: 0,
      enemies: hunter.enemies,
    });
    addBasicAttack(
      this,
      family.basicAttack,
      family.special === undefined ? null : addSpecialAbility(this, family.special),
    );
    this.#leave = fight.timer(eventPriority.effect, () => {
      this.isPresent = false;
      this.#disinherit();
      this.swings.stop();
      this.actor.stop();
    });
    hunter.petUpdates.add(() => {
      if (this.isPresent) this.#inherit();
    });
    fight.onReset(this);
  }

  reset(): void {
    this.#inherit();
    this.isPresent = true;
    this.swings.start();
    this.actor.start();
    const { petUptime } = this.hunter.inputs;
    const { queue, endMs } = this.hunter.fight;
    if (petUptime < 1) queue.schedule(this.#leave, Math.ceil(endMs * petUptime));
  }

  onAutoShot(result: Outcome): void {
    if (result === outcome.crit) this.focus.gain(petFacts.goForTheThroat.focus, this.#goForTheThroat);
  }

  refreshSpeed(): void {
    this.combatant.meleeSpeed.value =
      this.#collarSpeed * this.#frenzySpeed.value * this.rabid.value * this.#inheritedSpeed.value;
    this.swings.rescale();
  }

  #inherit(): void {
    const { player } = this.hunter;
    inherit(this.hunter, this.combatant, collarCrit(this.hunter));
    this.#inheritedSpeed.value = player.attackSpeed.value * player.meleeSpeed.value;
    this.focus.setPerSecond(petFacts.focus.perSecond * this.combatant.ratingHaste * this.hunter.regeneration());
    this.refreshSpeed();
  }

  /** A pet that leaves keeps nothing it had from its owner. Source: sim/core/pet.go `resetDynamicStats`. */
  #disinherit(): void {
    const { combatant } = this;
    combatant.attackPower = 0;
    combatant.rangedAttackPower = 0;
    combatant.critChance = 0;
    combatant.hitChance = 0;
    combatant.expertise = 0;
  }

  #addSwings(): SwingTimer {
    const { hunter } = this;
    const source = new DamageSource({
      row: hunter.recorder.addSource('pet_melee'),
      attacker: this.combatant,
      enemies: hunter.enemies,
      recorder: hunter.recorder,
      school: 'physical',
      isRanged: false,
      roll: rollSwing,
      factor: 1,
      multipliers: [],
      critFactor: spellFacts.critFactor,
      travelMs: 0,
      hitWeight:
        raidFacts.stormlash.petWeight *
        raidFacts.stormlash.swingWeight *
        (petFacts.melee.speedMs / 1000 / raidFacts.stormlash.swingSpeed),
      onArrival: (result, damage, target) => this.onMelee?.(result, damage, target),
    });
    const base = spellFacts.classScale * petFacts.melee.scale;
    const speedPerPower = petFacts.melee.speedMs / 1000 / mopRules.attackPowerPerDps;
    return new SwingTimer(
      hunter.fight,
      petFacts.melee.speedMs,
      () => this.combatant.meleeHaste(),
      () => source.launch(base + this.combatant.attackPower * speedPerPower),
    );
  }

  /** The pet's part of Kill Command: the hunter gives the order, the pet deals the damage. */
  #addKillCommand(): DamageSource {
    const { hunter } = this;
    return new DamageSource({
      row: hunter.recorder.addSource('kill_command'),
      attacker: this.combatant,
      enemies: hunter.enemies,
      recorder: hunter.recorder,
      school: 'physical',
      isRanged: false,
      roll: rollSpecial,
      factor: hunter.inputs.setPieces('tier14') >= 2 ? spellFacts.tier14KillCommand : 1,
      multipliers: [],
      critFactor: spellFacts.critFactor,
      travelMs: 0,
    });
  }
}

/** Factors on everything a guardian deals that never change during a fight. */
export const guardianDamage = (hunter: Hunter, name: string): readonly Multiplier[] => {
  const { fight, inputs } = hunter;
  return [
    new Multiplier(fight, `${name}.orcCommand`, inputs.race === 'orc' ? petFacts.orcCommand : 1),
    hunter.stats.followMastery(new Multiplier(fight, `${name}.mastery`, hunter.stats.masteryFactor())),
  ];
};

/** The same for a pet, which has Combat Experience too. */
export const permanentDamage = (hunter: Hunter, name: string): readonly Multiplier[] => [
  new Multiplier(hunter.fight, `${name}.combatExperience`, petFacts.combatExperience),
  ...guardianDamage(hunter, name),
];
