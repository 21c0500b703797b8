import {
  Ability,
  type AbilityOptions,
  Actor,
  type AttackRoll,
  Aura,
  type AuraOptions,
  Combatant,
  DamageSource,
  type DamageSourceOptions,
  Enemies,
  Fight,
  FightRecorder,
  hitKind,
  Movement,
  Multiplier,
  PeriodicEffect,
  type PeriodicEffectOptions,
  PLAYER,
  productOf,
  Resource,
  restriction,
  rollSpecial,
  SwingTimer,
  type Target,
} from '@wowlab/engine';
import type { GearSlot } from '@wowlab/simc';
import { mopRules } from '../rules.ts';
import { racialFacts } from './data/racial-facts.ts';
import { raidFacts } from '../raid-facts.ts';
import { RUN_YARDS_PER_SECOND } from '../../raid-events/add-raid-events.ts';
import type { PlacedEvent } from '../../raid-events/raid-event-world.ts';
import { spellFacts } from './data/spell-facts.ts';
import type { HunterInputs } from './hunter-inputs.ts';
import type { HunterPet } from './pet/hunter-pet.ts';
import { HunterStats } from './hunter-stats.ts';
import { PetUpdates } from './pet/pet-updates.ts';

const PCT = 100;
const MS_PER_SECOND = 1000;

export interface ShotOptions extends Pick<
  DamageSourceOptions,
  'school' | 'onArrival' | 'hitWeight' | 'kind' | 'missedTicksHurt'
> {
  readonly name: string;
  readonly factor?: number;
  readonly isRanged?: boolean;
  readonly roll?: AttackRoll;
  /** Row in the report that it shares with another source. */
  readonly row?: number;
  /** Share of the mastery's chance at which a marksman's shot is followed by another; left out for none. */
  readonly quiver?: number;
  /** Yards per second; left out for what hits at once. */
  readonly missileSpeed?: number;
  readonly multipliers?: readonly Multiplier[];
}

/** An ability of the hunter: on the global cooldown and paid with focus unless it says otherwise. */
export type HunterAbilityOptions = Omit<AbilityOptions, 'actor' | 'resource' | 'costMultiplier' | 'gcdMs'> &
  Partial<Pick<AbilityOptions, 'gcdMs'>>;

/** The hunter of one arm with everything around it: built once, run for every iteration. */
export class Hunter {
  readonly inputs: HunterInputs;
  readonly fight: Fight;
  readonly recorder: FightRecorder;
  readonly enemies: Enemies;
  readonly player: Combatant;
  readonly actor: Actor;
  readonly focus: Resource;
  /** Factor on the cost of abilities. */
  readonly costs: Multiplier;
  readonly bestialWrathDamage: Multiplier;
  readonly aspectOfTheHawk: Multiplier;
  readonly bloodlust: Multiplier;
  readonly berserking: Multiplier;
  readonly rapidFire: Multiplier;
  readonly focusFire: Multiplier;
  readonly steadyFocus: Multiplier;
  readonly autoShot: SwingTimer;
  readonly movement: Movement;
  raidEvents: readonly PlacedEvent[] = [];
  readonly petUpdates: PetUpdates;
  /** By the names action lists use. */
  readonly abilities = new Map<string, Ability>();
  readonly auras = new Map<string, Aura>();
  /** Debuffs of one enemy each, by the enemy's index. */
  readonly debuffs = new Map<string, readonly Aura[]>();
  readonly dots = new Map<string, readonly PeriodicEffect[]>();
  serpentSting: readonly PeriodicEffect[] | null = null;
  /** What a survival hunter's Serpent Sting deals at once, wherever it comes from. */
  improvedSerpentSting: ((target: Target) => void) | null = null;
  explosiveShot: Ability | null = null;
  /** Set while something waits for hits of traps and of Improved Serpent Sting. */
  onSpellHit: (() => void) | null = null;
  /** A survival hunter's mastery: a factor on all that is not physical. */
  readonly essenceOfTheViper: Multiplier;
  pet: HunterPet | null = null;
  /** A marksman's mastery: told about each shot that arrives and its share of the chance. */
  wildQuiver: ((share: number, target: Target) => void) | null = null;
  /** Stats that come and go. */
  readonly stats: HunterStats;
  /** Factor on critical damage that lasts all fight. */
  critDamage = 1;
  /** Items the player can use, by slot. */
  readonly usableItems = new Map<GearSlot, { readonly item: string; readonly ability: Ability }>();
  /** Until then no other item can be used, ms. */
  itemsLockedUntil = 0;
  readonly #regeneration: readonly Multiplier[];
  readonly #speedPerPower: number;
  /** Factor on the speed of swings and shots that lasts all fight. */
  readonly #permanentSpeed: number;

  constructor(inputs: HunterInputs) {
    this.inputs = inputs;
    const fight = new Fight(inputs.lengthMs, inputs.vary);
    this.fight = fight;
    this.recorder = new FightRecorder(fight);
    this.stats = new HunterStats(this);
    this.enemies = new Enemies(fight, inputs.targets, inputs.standing);
    this.#permanentSpeed =
      (inputs.buffs.has('attack_haste') ? raidFacts.attackSpeed : 1) *
      (inputs.race === 'goblin' ? racialFacts.goblinSpeed : 1);
    this.bestialWrathDamage = new Multiplier(fight, 'bestialWrath');
    this.costs = new Multiplier(fight, 'costs');
    this.aspectOfTheHawk = new Multiplier(fight, 'aspectOfTheHawk');
    this.bloodlust = new Multiplier(fight, 'bloodlust');
    this.berserking = new Multiplier(fight, 'berserking');
    this.rapidFire = new Multiplier(fight, 'rapidFire');
    this.focusFire = new Multiplier(fight, 'focusFire');
    this.steadyFocus = new Multiplier(fight, 'steadyFocus');
    this.essenceOfTheViper = new Multiplier(fight, 'essenceOfTheViper', this.stats.viperFactor());
    const attackPower = inputs.attackPower * raidFacts.attackPower;
    this.player = new Combatant(
      fight,
      'player',
      {
        attackPower,
        rangedAttackPower: attackPower,
        critChance: this.stats.critChance(),
        hitChance: inputs.hitRating / mopRules.hitRatingPerPct / PCT,
        expertise: inputs.expertiseRating / mopRules.expertiseRatingPerPct / PCT,
        ratingHaste: this.stats.ratingHaste(),
      },
      [
        new Multiplier(
          fight,
          'beastSlaying',
          inputs.race === 'troll' && inputs.targetRace === 'beast' ? racialFacts.beastSlaying : 1,
        ),
        this.bestialWrathDamage,
      ],
    );
    this.actor = new Actor(fight, {
      reactionMs: inputs.reactionMs,
      queueWindowMs: mopRules.queueWindowMs,
      enemies: this.enemies,
    });
    this.movement = new Movement(this.actor, RUN_YARDS_PER_SECOND);
    const { base, kindredSpirits, perSecond } = spellFacts.focus;
    this.focus = new Resource(
      fight,
      'focus',
      base + (this.isBeastMaster ? kindredSpirits : 0),
      perSecond * this.player.ratingHaste,
      PLAYER,
      inputs.reactionMs,
    );
    this.#regeneration = [this.bloodlust, this.berserking, this.rapidFire, this.focusFire];
    this.petUpdates = new PetUpdates(fight);
    this.#speedPerPower = inputs.weapon.speedMs / MS_PER_SECOND / mopRules.attackPowerPerDps;
    this.autoShot = this.#addAutoShot();
    this.#heedRestrictions();
    fight.onReset(this);
  }

  /** Whom what happens now is about: the target of the action under way or under consideration. */
  get target(): Target {
    return this.enemies.aimed;
  }

  get isBeastMaster(): boolean {
    return this.inputs.spec === 'beast_mastery';
  }

  get isMarksman(): boolean {
    return this.inputs.spec === 'marksmanship';
  }

  get isSurvivalist(): boolean {
    return this.inputs.spec === 'survival';
  }

  /** How much an automatic shot weighs for effects that wait for hits. */
  get autoShotWeight(): number {
    const { swingWeight, swingSpeed } = raidFacts.stormlash;
    return (swingWeight * this.inputs.weapon.speedMs) / MS_PER_SECOND / swingSpeed;
  }

  /** Factors on what the player deals of that school, beyond those on everything. */
  schoolDamage(school: ShotOptions['school']): readonly Multiplier[] {
    return this.isSurvivalist && school === 'magic' ? [this.essenceOfTheViper] : [];
  }

  /** What is done next was done so long before the pull: pets may have learnt of it by then. */
  atLead(leadMs: number): void {
    this.petUpdates.leadMs = leadMs;
  }

  /** Applies what lasts all fight and starts the automatic attacks: the first thing after every reset. */
  reset(): void {
    this.itemsLockedUntil = 0;
    this.player.critDamage.value = this.critDamage;
    const { debuffs } = this.inputs;
    this.player.rangedSpeed.value = this.#permanentSpeed;
    this.player.meleeSpeed.value = this.#permanentSpeed;
    for (const target of this.enemies.all) {
      if (debuffs.has('physical_vulnerability')) target.physicalTaken.value = raidFacts.physicalVulnerability;
      if (debuffs.has('magic_vulnerability')) target.magicTaken.value = raidFacts.magicVulnerability;
      target.setArmorMultiplier(debuffs.has('weakened_armor') ? raidFacts.weakenedArmor : 1);
    }
    this.autoShot.start();
  }

  /** A source of the player's damage with its own line in the report. */
  addShot(options: ShotOptions): DamageSource {
    const { quiver, onArrival: given } = options;
    const onArrival: ShotOptions['onArrival'] =
      quiver === undefined || !this.isMarksman
        ? given
        : (result, damage, target) => {
            given?.(result, damage, target);
            this.wildQuiver?.(quiver, target);
          };
    return new DamageSource({
      row: options.row ?? this.recorder.addSource(options.name),
      attacker: this.player,
      enemies: this.enemies,
      recorder: this.recorder,
      school: options.school,
      isRanged: options.isRanged ?? true,
      roll: options.roll ?? rollSpecial,
      factor: options.factor ?? 1,
      multipliers: [...(options.multipliers ?? []), ...this.schoolDamage(options.school)],
      critFactor: spellFacts.critFactor,
      travelMs: options.missileSpeed === undefined ? 0 : this.travelMs(options.missileSpeed),
      // What a marksman's mastery can follow is what counts as a ranged ability.
      kind: options.kind ?? (quiver === undefined ? hitKind.none : hitKind.rangedAbility),
      ...(options.hitWeight === undefined ? {} : { hitWeight: options.hitWeight }),
      missedTicksHurt: options.missedTicksHurt === true,
      ...(onArrival === undefined ? {} : { onArrival }),
    });
  }

  addAbility(options: HunterAbilityOptions): Ability {
    const ability = new Ability({
      gcdMs: spellFacts.gcdMs,
      ...options,
      actor: this.actor,
      resource: this.focus,
      costMultiplier: this.costs,
    });
    this.abilities.set(options.name, ability);
    return ability;
  }

  addAura(options: AuraOptions): Aura {
    const aura = new Aura(this.fight, options);
    this.auras.set(options.name, aura);
    return aura;
  }

  /** An aura of each enemy, which ends when the enemy leaves. */
  addDebuff(
    options: Omit<AuraOptions, 'onStacks' | 'kind' | 'on'>,
    onStacks?: (target: Target, stacks: number) => void,
  ): readonly Aura[] {
    const auras = this.enemies.each((target) => {
      const aura = new Aura(this.fight, {
        ...options,
        kind: 'debuff',
        on: target.name,
        ...(onStacks === undefined ? {} : { onStacks: (_: number, stacks: number) => onStacks(target, stacks) }),
      });
      target.onLeave.push(() => aura.drop());
      return aura;
    });
    this.debuffs.set(options.name, auras);
    return auras;
  }

  /** Periodic damage on each enemy, which ends when the enemy leaves. */
  addDot(
    name: string,
    build: (target: Target) => Omit<PeriodicEffectOptions, 'name' | 'on'>,
  ): readonly PeriodicEffect[] {
    const dots = this.enemies.each((target) => {
      const dot = new PeriodicEffect(this.fight, { name, on: target.name, ...build(target) });
      target.onLeave.push(() => dot.cancel());
      return dot;
    });
    this.dots.set(name, dots);
    return dots;
  }

  travelMs(yardsPerSecond: number): number {
    return Math.round(this.inputs.distanceMilliyards / yardsPerSecond);
  }

  rollWeapon(): number {
    const { minDamage, maxDamage } = this.inputs.weapon;
    return minDamage + (maxDamage - minDamage) * this.fight.random.next();
  }

  /** What shots start from: weapon damage at the speed all weapons reckon with. */
  normalizedWeaponDamage(): number {
    const fromPower = (this.player.rangedAttackPower * spellFacts.normalizedWeaponSpeed) / mopRules.attackPowerPerDps;
    return this.rollWeapon() + fromPower;
  }

  /** Average ± variance/2 of a share of the class's damage scale. */
  rollScale(share: number, variance: number): number {
    return spellFacts.classScale * share * (1 + variance * (this.fight.random.next() - 0.5));
  }

  /** After attack power or what multiplies it changed. */
  refreshAttackPower(): void {
    const { attackPower } = this.inputs;
    this.player.attackPower = (attackPower + this.stats.attackPower()) * raidFacts.attackPower;
    this.player.rangedAttackPower = this.player.attackPower * this.aspectOfTheHawk.value;
    this.petUpdates.schedule();
  }

  /** After the factors on haste or regeneration changed. */
  refreshHaste(): void {
    const { player } = this;
    player.attackSpeed.value = this.bloodlust.value * this.berserking.value;
    player.rangedSpeed.value =
      this.#permanentSpeed * this.rapidFire.value * this.focusFire.value * this.steadyFocus.value;
    this.focus.setPerSecond(spellFacts.focus.perSecond * player.ratingHaste * productOf(this.#regeneration));
    this.petUpdates.schedule();
  }

  /** Regeneration beyond rating haste: what pets inherit. */
  regeneration(): number {
    return productOf(this.#regeneration);
  }

  /** Weapon damage at the weapon's own speed: automatic shots and what copies them. */
  weaponDamage(): number {
    return this.rollWeapon() + this.player.rangedAttackPower * this.#speedPerPower;
  }

  /** With nobody to attack, hunter and pet wait; a stunned hunter waits alone. Automatic shots go on while running. */
  #heedRestrictions(): void {
    const { actor, enemies, autoShot } = this;
    actor.onRestriction = () => {
      if ((actor.restrictions & (restriction.stunned | restriction.noTarget)) === 0) autoShot.letGo();
      else autoShot.hold();
    };
    enemies.onChange.push(() => {
      const { pet } = this;
      if (enemies.main.isAttackable) {
        actor.allow(restriction.noTarget);
        pet?.actor.allow(restriction.noTarget);
        pet?.swings.letGo();
      } else {
        actor.restrict(restriction.noTarget);
        pet?.actor.restrict(restriction.noTarget);
        pet?.swings.hold();
      }
    });
  }

  #addAutoShot(): SwingTimer {
    const { weapon } = this.inputs;
    const source = this.addShot({
      name: 'auto_shot',
      school: 'physical',
      kind: hitKind.rangedShot,
      missileSpeed: spellFacts.missileSpeed,
      hitWeight: this.autoShotWeight,
      quiver: 1,
      ...(this.isBeastMaster ? { onArrival: (result) => this.pet?.onAutoShot(result) } : {}),
    });
    return new SwingTimer(
      this.fight,
      weapon.speedMs,
      () => this.player.rangedHaste(),
      () => {
        source.launch(this.weaponDamage());
        this.actor.react();
      },
    );
  }
}
