import { eventPriority } from './event-queue.ts';
import type { Fight } from './fight.ts';
import { Target, type TargetOptions } from './target.ts';

/**
 * The enemies of a fight: every one that can ever be there is built once per arm, and comes and goes without allocation.
 * `active` holds those that can be attacked, lowest index first; its first `count` places are in use.
 */
export class Enemies {
  readonly all: readonly Target[];
  readonly active: Target[];
  count = 0;
  /** Whom automatic attacks, pets and actions without a target of their own go at. */
  main: Target;
  /** Whom the action under way, or the line under consideration, is about; the main target apart from those. */
  aimed: Target;
  /** Told when an enemy came, went, or became or ceased to be attackable. */
  readonly onChange: (() => void)[] = [];
  /** Told which enemy just went. */
  readonly onDespawn: ((target: Target) => void)[] = [];
  readonly #standing: number;

  /** @param standing how many of them are there from the pull to the end; the others come and go. */
  constructor(fight: Fight, options: readonly TargetOptions[], standing: number = options.length) {
    // A death waits until what happens at that moment is through: hits on all enemies must not lose their place.
    const burial = fight.timer(eventPriority.effect, () => this.#bury());
    const onDeath = (): void => fight.queue.schedule(burial, fight.now);
    this.all = options.map((each, index) => new Target(fight, index, each, onDeath));
    const [first] = this.all;
    if (first === undefined) throw new RangeError('a fight needs an enemy');
    this.active = this.all.map(() => first);
    this.main = first;
    this.aimed = first;
    this.#standing = standing;
    fight.onReset(this);
  }

  /** Whether more than one enemy can ever be there. */
  get isSeveral(): boolean {
    return this.all.length > 1;
  }

  /** Builds something for each enemy, to be found by the enemy's index. */
  each<Thing>(build: (target: Target) => Thing): readonly Thing[] {
    return this.all.map(build);
  }

  /** An enemy that is away, lowest index first, from that index on; `null` when all are there. */
  spare(from: number, to: number): Target | null {
    for (let index = from; index < to; index += 1) {
      const target = this.all[index] as Target;
      if (!target.isActive) return target;
    }
    return null;
  }

  /** @param leavesAt when it goes by the clock, ms; `null` for never. */
  spawn(target: Target, leavesAt: number | null): void {
    target.arrive(leavesAt);
    if (target.shields === 0) this.#join(target);
    if (!this.main.isAttackable && target.isAttackable) this.#setMain(target);
    this.#changed();
  }

  despawn(target: Target): void {
    if (!target.isActive) return;
    if (target.isAttackable) this.#part(target);
    target.leave();
    if (this.main === target) this.retarget();
    for (let index = 0; index < this.onDespawn.length; index += 1) this.onDespawn[index]?.(target);
    this.#changed();
  }

  /** Makes an enemy impossible to attack, or undoes one such effect. */
  shield(target: Target, isUp: boolean): void {
    const before = target.isAttackable;
    if (before && isUp) this.#part(target);
    target.shields += isUp ? 1 : -1;
    if (!before && target.isAttackable) this.#join(target);
    this.#changed();
  }

  /** The main target becomes the first enemy that can be attacked, if there is one. */
  retarget(): void {
    if (this.count > 0) this.#setMain(this.active[0] as Target);
  }

  reset(): void {
    this.count = 0;
    for (const target of this.all) {
      target.isActive = false;
      target.shields = 0;
      if (target.index >= this.#standing) continue;
      target.arrive(null);
      this.active[this.count] = target;
      this.count += 1;
    }
    this.#setMain(this.all[0] as Target);
  }

  #part(target: Target): void {
    let place = 0;
    while (this.active[place] !== target) place += 1;
    this.count -= 1;
    for (; place < this.count; place += 1) this.active[place] = this.active[place + 1] as Target;
  }

  #bury(): void {
    for (let place = this.count - 1; place >= 0; place -= 1) {
      const target = this.active[place] as Target;
      if (target.isDying) this.despawn(target);
    }
  }

  #setMain(target: Target): void {
    this.main = target;
    this.aimed = target;
  }

  #join(target: Target): void {
    let place = this.count;
    while (place > 0 && (this.active[place - 1] as Target).index > target.index) {
      this.active[place] = this.active[place - 1] as Target;
      place -= 1;
    }
    this.active[place] = target;
    this.count += 1;
  }

  #changed(): void {
    for (let index = 0; index < this.onChange.length; index += 1) (this.onChange[index] as () => void)();
  }
}
