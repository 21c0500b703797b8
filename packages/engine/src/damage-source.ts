import { type AttackRoll, outcome, type Outcome } from './attack-table.ts';
import type { Combatant } from './combatant.ts';
import { eventPriority } from './event-queue.ts';
import type { Enemies } from './enemies.ts';
import type { FightRecorder } from './fight-recorder.ts';
import { type HitListener, hitKind } from './hit-kind.ts';
import { type Multiplier, productOf } from './multiplier.ts';
import type { Target } from './target.ts';

export interface DamageSourceOptions {
  /** Row in the report. Several sources may share one by sharing `row`. */
  readonly row: number;
  readonly attacker: Combatant;
  /** Attacks go at the enemy aimed at, unless they name another. */
  readonly enemies: Enemies;
  readonly recorder: FightRecorder;
  readonly school: 'physical' | 'magic';
  /** Counts as a ranged attack for what the target takes. */
  readonly isRanged: boolean;
  readonly ignoresArmor?: boolean;
  readonly roll: AttackRoll;
  /** Ticks that miss deal what a plain one deals all the same, and count as missed. */
  readonly missedTicksHurt?: boolean;
  /** The source's own fixed factor. */
  readonly factor: number;
  /** Factors that come and go. */
  readonly multipliers: readonly Multiplier[];
  readonly critFactor: number;
  /** Time from launch to arrival, ms. */
  readonly travelMs: number;
  /** How much a direct hit weighs for effects that wait for hits; left out for hits that never set anything off. */
  readonly hitWeight?: number;
  /** What it counts as for the attacker's hit listeners, see `hitKind`; left out for none. */
  readonly kind?: number;
  /** Called when an attack arrives, landed or not; `damage` is of no meaning if it did not land. */
  readonly onArrival?: OnArrival;
}

export type OnArrival = (result: Outcome, damage: number, target: Target) => void;

/**
 * Turns base damage into a recorded hit: base × attacker's factors × armor × target's factors, then the roll, then whole
 * points. What is in flight is decided at launch and dealt on arrival.
 */
export class DamageSource {
  readonly row: number;
  /** Added to the attacker's crit chance. */
  bonusCrit = 0;
  // Every option has a field of its own: objects of options differ in shape, and reading them in the hot loop would be slow.
  readonly #isPhysical: boolean;
  readonly #isRanged: boolean;
  readonly #ignoresArmor: boolean;
  readonly #missedTicksHurt: boolean;
  readonly #rollOutcome: AttackRoll;
  readonly #factor: number;
  readonly #multipliers: readonly Multiplier[];
  readonly #critFactor: number;
  readonly #onArrival: OnArrival | null;
  readonly #attacker: Combatant;
  readonly #enemies: Enemies;
  readonly #recorder: FightRecorder;
  readonly #travelMs: number;
  readonly #hitWeight: number;
  readonly #kind: number;
  /**
   * What `launch` and `tick` were given. Both are small enough to be inlined where they are called, so that no double
   * becomes an argument of a real call, which would allocate it.
   */
  readonly #given = new Float64Array(1);
  /** Whom the attack under way goes at. */
  #target: Target;
  /** In flight, oldest first, as a ring: equal flight times arrive in the order of launch. */
  readonly #timers: number[] = [];
  readonly #damage: number[] = [];
  readonly #results: Outcome[] = [];
  readonly #targets: Target[] = [];
  #next = 0;

  constructor(options: DamageSourceOptions) {
    this.#isPhysical = options.school === 'physical';
    this.#isRanged = options.isRanged;
    this.#ignoresArmor = options.ignoresArmor === true;
    this.#missedTicksHurt = options.missedTicksHurt === true;
    this.#rollOutcome = options.roll;
    this.#factor = options.factor;
    this.#multipliers = options.multipliers;
    this.#critFactor = options.critFactor;
    this.#onArrival = options.onArrival ?? null;
    this.row = options.row;
    this.#attacker = options.attacker;
    options.recorder.dealtBy(options.row, options.attacker.name);
    this.#enemies = options.enemies;
    this.#target = options.enemies.main;
    this.#recorder = options.recorder;
    this.#travelMs = options.travelMs;
    this.#hitWeight = options.hitWeight ?? 0;
    this.#kind = options.kind ?? hitKind.none;
    if (this.#travelMs > 0) for (let slot = 0; slot < FLIGHT_SLOTS; slot += 1) this.#addSlot();
    this.#attacker.fight.onReset(this);
  }

  /** Factors of the attacker alone, e.g. for a periodic effect that remembers them. */
  attackerFactor(): number {
    return productOf(this.#attacker.damageDealt) * this.#factor * productOf(this.#multipliers);
  }

  /** Factors of the target. */
  targetFactor(target: Target = this.#enemies.aimed): number {
    let factor = this.#isPhysical ? target.physicalTaken.value : target.magicTaken.value;
    factor *= target.anyTaken.value;
    if (this.#isPhysical && !this.#ignoresArmor) factor *= target.armorFactor;
    return this.#isRanged ? factor * target.rangedTaken.value : factor;
  }

  /** One cast or swing: counts it, rolls it, and deals it now or when it arrives. */
  launch(base: number, target: Target = this.#enemies.aimed): void {
    this.#given[0] = base;
    this.#target = target;
    this.#recorder.execute(this.row);
    this.#hit();
  }

  /** One of the hits of a cast that is counted by itself. */
  hit(base: number, target: Target): void {
    this.#given[0] = base;
    this.#target = target;
    this.#hit();
  }

  /** Deals damage that is worked out already: it lands without a roll, and no factor acts on it. */
  copy(damage: number, target: Target): void {
    this.#deal(outcome.hit, Math.round(damage), target);
  }

  /** One cast that hits every enemy there is with the same base damage, each with a roll of its own. */
  launchAtAll(base: number): void {
    this.#recorder.execute(this.row);
    const { active, count } = this.#enemies;
    for (let index = 0; index < count; index += 1) this.hit(base, active[index] as Target);
  }

  /**
   * Launched at the main enemy so long before the pull. What arrives after the pull is dealt; what arrived before is not
   * counted, and only effects of its arrival last into the fight.
   */
  launchBefore(base: number, sinceMs: number): void {
    const target = this.#enemies.main;
    this.#target = target;
    const result = this.#roll();
    const damage = this.#whole(base * this.attackerFactor() * this.targetFactor(target), result);
    if (this.#travelMs >= sinceMs && this.#travelMs > 0) this.#fly(result, damage, sinceMs);
    else if (this.#onArrival !== null) this.#onArrival(result, damage, target);
  }

  /** One tick of a periodic effect, with the attacker's factors given. */
  tick(base: number, attackerFactor: number, target: Target = this.#enemies.aimed): void {
    this.#given[0] = base * attackerFactor;
    this.#target = target;
    this.#tick();
  }

  reset(): void {
    this.bonusCrit = 0;
    this.#next = 0;
  }

  #hit(): void {
    const result = this.#roll();
    const base = this.#given[0] as number;
    const damage = this.#whole(base * this.attackerFactor() * this.targetFactor(this.#target), result);
    if (this.#travelMs === 0) this.#deal(result, damage, this.#target);
    else this.#fly(result, damage, 0);
  }

  #tick(): void {
    if (!this.#target.isAttackable) return;
    const result = this.#roll();
    if (result < outcome.glance) {
      this.#recorder.avoided(this.row, result);
      if (this.#missedTicksHurt) {
        const unavoided = Math.round((this.#given[0] as number) * this.targetFactor(this.#target));
        this.#recorder.uncounted(this.row, unavoided);
        this.#target.take(unavoided);
      }
      return;
    }
    const damage = this.#whole((this.#given[0] as number) * this.targetFactor(this.#target), result);
    this.#recorder.ticked(this.row, result, damage);
    this.#target.take(damage);
    if (this.#kind !== hitKind.none) this.#tell(result, damage, true);
  }

  #roll(): Outcome {
    const attacker = this.#attacker;
    return this.#rollOutcome(attacker, this.#target.defence, attacker.fight.random, this.bonusCrit);
  }

  #whole(damage: number, result: Outcome): number {
    if (result === outcome.crit) return Math.round(damage * this.#critFactor * this.#attacker.critDamage.value);
    if (result === outcome.glance) return Math.round(damage * this.#target.defence.glanceFactor);
    return Math.round(damage);
  }

  #deal(result: Outcome, damage: number, target: Target): void {
    // Whoever left before it arrived, or can not be attacked, is not hit.
    if (!target.isAttackable) return;
    if (result < outcome.glance) this.#recorder.avoided(this.row, result);
    else {
      this.#recorder.landed(this.row, result, damage);
      target.take(damage);
      if (this.#hitWeight > 0) this.#attacker.onHit?.(this.#hitWeight, target);
      if (this.#kind !== hitKind.none) this.#tell(result, damage, false);
    }
    if (this.#onArrival !== null) this.#onArrival(result, damage, target);
  }

  #tell(result: Outcome, damage: number, isPeriodic: boolean): void {
    const listeners = this.#attacker.hitListeners;
    for (let index = 0; index < listeners.length; index += 1) {
      (listeners[index] as HitListener)(this.#kind, result === outcome.crit, damage, isPeriodic);
    }
  }

  #fly(result: Outcome, damage: number, sinceMs: number): void {
    const fight = this.#attacker.fight;
    let slot = this.#next;
    if (fight.queue.isArmed(this.#timers[slot] as number)) slot = this.#addSlot();
    this.#damage[slot] = damage;
    this.#results[slot] = result;
    this.#targets[slot] = this.#target;
    fight.queue.schedule(this.#timers[slot] as number, fight.now + this.#travelMs - sinceMs);
    this.#next = slot + 1 === this.#timers.length ? 0 : slot + 1;
  }

  #addSlot(): number {
    const slot = this.#timers.length;
    this.#damage.push(0);
    this.#results.push(outcome.hit);
    this.#targets.push(this.#target);
    this.#timers.push(
      this.#attacker.fight.timer(eventPriority.effect, () =>
        this.#deal(this.#results[slot] as Outcome, this.#damage[slot] as number, this.#targets[slot] as Target),
      ),
    );
    return slot;
  }
}

const FLIGHT_SLOTS = 4;
