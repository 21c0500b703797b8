import {
  Ability,
  type AbilityOptions,
  Actor,
  Aura,
  type AuraOptions,
  Combatant,
  DamageSource,
  type DamageSourceOptions,
  Enemies,
  Fight,
  FightRecorder,
  Multiplier,
  Resource,
  rollCrit,
  type Target,
} from '@wowlab/engine';
import type { NamedDot } from '../../action-list/common-names.ts';
import { raidFacts } from '../raid-facts.ts';
import { retailDefence, retailRules } from '../rules.ts';
import { spellFacts } from './data/spell-facts.ts';
import { talentFacts } from './data/talents.ts';
import type { RetailHunterInputs } from './hunter-inputs.ts';
import type { HunterPets } from './pet/hunter-pets.ts';

/** What of a specialisation's auras and of the hunter's own effects acts on a shot. */
export interface ShotOptions extends Pick<DamageSourceOptions, 'school' | 'onArrival' | 'ignoresArmor' | 'kind'> {
  readonly name: string;
  /** Belongs to the spells that auras of the specialisation act on. Left out: yes. */
  readonly isOfFamily?: boolean;
  /** Which mastery acts on it; left out for the one of shots. */
  readonly mastery?: 'shots' | 'pets' | 'none';
  readonly factor?: number;
  /** Factor on the bonus of critical hits. */
  readonly critBonus?: number;
  /** Yards per second; left out for what hits at once. */
  readonly missileSpeed?: number;
  readonly multipliers?: readonly Multiplier[];
  /** Bestial Wrath and Wyvern's Cry act on it. Left out: yes. */
  readonly isRoused?: boolean;
}

/** An ability of the hunter: on the hasted global cooldown and paid with focus unless it says otherwise. */
export type HunterAbilityOptions = Omit<AbilityOptions, 'actor' | 'resource' | 'gcdMs' | 'hastedGcd'> &
  Partial<Pick<AbilityOptions, 'gcdMs'>> & {
    /** Haste speeds its cooldown up. */
    readonly hastedCooldown?: boolean;
    /** Another factor on how fast its cooldown recovers. */
    readonly recovery?: Multiplier;
  };

/** The hunter of one arm with everything around it: built once, run for every iteration. */
export class RetailHunter {
  readonly inputs: RetailHunterInputs;
  readonly fight: Fight;
  readonly recorder: FightRecorder;
  /** One enemy: what acts on several is not modelled. */
  readonly enemies: Enemies;
  readonly player: Combatant;
  readonly actor: Actor;
  readonly focus: Resource;
  readonly bestialWrath: Multiplier;
  readonly wyvernsCry: Multiplier;
  readonly bloodlust: Multiplier;
  /** By the names action lists use. */
  readonly abilities = new Map<string, Ability>();
  readonly auras = new Map<string, Aura>();
  /** Debuffs of one enemy each, by the enemy's index. */
  readonly debuffs = new Map<string, readonly Aura[]>();
  readonly dots = new Map<string, readonly NamedDot[]>();
  pets: HunterPets | null = null;
  /** What content adds to casts of an ability, by the ability's name. */
  readonly #afterCast = new Map<string, (() => void)[]>();
  readonly #recoveries: (readonly [Ability, boolean, Multiplier | null])[] = [];
  readonly #hasteListeners: (() => void)[] = [];
  readonly #regeneration: number;
  readonly #mastery: Readonly<Record<'shots' | 'pets' | 'none', number>>;

  constructor(inputs: RetailHunterInputs) {
    this.inputs = inputs;
    const fight = new Fight(inputs.lengthMs, inputs.vary);
    this.fight = fight;
    this.recorder = new FightRecorder(fight);
    const defence = { defence: retailDefence, armorConstant: retailRules.armorConstant };
    this.enemies = new Enemies(fight, [{ ...inputs, ...defence }]);
    this.bestialWrath = new Multiplier(fight, 'bestialWrath');
    this.wyvernsCry = new Multiplier(fight, 'wyvernsCry');
    this.bloodlust = new Multiplier(fight, 'bloodlust');
    const { mastery } = spellFacts;
    const points = inputs.masteryPoints;
    this.#mastery = this.isBeastMaster
      ? { shots: 1 + points * mastery.shots, pets: 1 + points * mastery.pets, none: 1 }
      : { shots: 1 + points * mastery.marksman, pets: 1, none: 1 };
    const bellTolls = this.isBeastMaster ? 0 : inputs.rank('the_bell_tolls') * talentFacts.the_bell_tolls.critChance;
    const onTarget = 1 + inputs.rank('on_target') * talentFacts.on_target.haste;
    this.player = new Combatant(
      fight,
      'player',
      {
        attackPower: inputs.attackPowerWithoutWeapon,
        rangedAttackPower: inputs.attackPower,
        critChance: inputs.critChance + bellTolls,
        hitChance: 0,
        expertise: 0,
        ratingHaste: (1 + inputs.haste) * onTarget,
      },
      [new Multiplier(fight, 'versatility', 1 + inputs.versatility)],
    );
    this.actor = new Actor(fight, {
      reactionMs: inputs.reactionMs,
      queueWindowMs: retailRules.queueWindowMs,
      shortestGcdMs: retailRules.shortestGcdMs,
    });
    this.#regeneration =
      spellFacts.focus.perSecond * (1 + inputs.rank('pack_tactics') * talentFacts.pack_tactics.regeneration);
    this.focus = new Resource(fight, 'focus', spellFacts.focus.max, this.#regeneration * this.player.ratingHaste);
    fight.onReset(this);
  }

  get target(): Target {
    return this.enemies.main;
  }

  get isBeastMaster(): boolean {
    return this.inputs.spec === 'beast_mastery';
  }

  /** Everything haste divides: 1.3 for 30 %. */
  haste(): number {
    return this.player.ratingHaste * this.player.attackSpeed.value;
  }

  mastery(of: 'shots' | 'pets'): number {
    return this.#mastery[of];
  }

  /** What lasts all fight; the first thing after every reset. */
  reset(): void {
    const { debuffs } = this.inputs;
    const marked = debuffs.has('hunters_mark') ? raidFacts.huntersMark : 1;
    this.target.physicalTaken.value = marked * (debuffs.has('mystic_touch') ? raidFacts.physicalTaken : 1);
    this.target.magicTaken.value = marked * (debuffs.has('chaos_brand') ? raidFacts.magicTaken : 1);
    this.actor.gcdHaste = this.player.ratingHaste;
  }

  /** A source of the player's damage with its own line in the report. */
  addShot(options: ShotOptions): DamageSource {
    const { onArrival, ignoresArmor, missileSpeed, kind } = options;
    const aura = this.isBeastMaster && options.isOfFamily !== false ? spellFacts.beastMasteryAura : 1;
    const roused = options.isRoused === false ? [] : [this.bestialWrath, this.wyvernsCry];
    return new DamageSource({
      row: this.recorder.addSource(options.name),
      attacker: this.player,
      enemies: this.enemies,
      recorder: this.recorder,
      school: options.school,
      isRanged: false,
      roll: rollCrit,
      factor: aura * this.#mastery[options.mastery ?? 'shots'] * (options.factor ?? 1),
      multipliers: [...roused, ...(options.multipliers ?? [])],
      critFactor: 1 + (retailRules.critFactor - 1) * (options.critBonus ?? 1),
      travelMs: missileSpeed === undefined ? 0 : this.travelMs(missileSpeed),
      ...(ignoresArmor === undefined ? {} : { ignoresArmor }),
      ...(kind === undefined ? {} : { kind }),
      ...(onArrival === undefined ? {} : { onArrival }),
    });
  }

  addAbility(options: HunterAbilityOptions): Ability {
    const { hastedCooldown = false, recovery = null, perform, ...rest } = options;
    const listeners: (() => void)[] = [];
    this.#afterCast.set(options.name, listeners);
    const ability = new Ability({
      gcdMs: spellFacts.gcdMs,
      hastedGcd: true,
      cooldownRate: hastedCooldown ? this.player.ratingHaste : 1,
      ...rest,
      perform: () => {
        perform();
        for (let index = 0; index < listeners.length; index += 1) (listeners[index] as () => void)();
      },
      actor: this.actor,
      resource: this.focus,
    });
    this.abilities.set(options.name, ability);
    if (hastedCooldown || recovery !== null) this.#recoveries.push([ability, hastedCooldown, recovery]);
    return ability;
  }

  /** Adds something to each cast of an ability that was added before; without effect when there is none. */
  afterCast(name: string, act: () => void): void {
    this.#afterCast.get(name)?.push(act);
  }

  addAura(options: AuraOptions): Aura {
    const aura = new Aura(this.fight, options);
    this.auras.set(options.name, aura);
    return aura;
  }

  chance(chance: number): boolean {
    return chance > 0 && this.fight.random.next() < chance;
  }

  travelMs(yardsPerSecond: number): number {
    return Math.round(this.inputs.distanceMilliyards / yardsPerSecond);
  }

  /** Told whenever haste may have changed. */
  onHaste(act: () => void): void {
    this.#hasteListeners.push(act);
  }

  /** After a factor on haste or on the recovery of a cooldown changed. */
  refreshHaste(): void {
    this.player.attackSpeed.value = this.bloodlust.value;
    const haste = this.haste();
    this.actor.gcdHaste = haste;
    this.focus.setPerSecond(this.#regeneration * haste);
    for (const [ability, isHasted, recovery] of this.#recoveries) {
      ability.cooldown?.setRate((isHasted ? haste : 1) * (recovery === null ? 1 : recovery.value));
    }
    for (const act of this.#hasteListeners) act();
  }
}
