import { type Aggregate, type Counter, DpsRecorder, PLAYER, type SourceTotals } from '@wowlab/statistics';
import { outcome, type Outcome } from './attack-table.ts';
import type { Fight } from './fight.ts';
import { TallyTable } from './tally-table.ts';

/** Columns of the count table, one row per source. */
const column = Object.freeze({
  miss: outcome.miss,
  dodge: outcome.dodge,
  parry: outcome.parry,
  glance: outcome.glance,
  hit: outcome.hit,
  crit: outcome.crit,
  tick: 6,
  critTick: 7,
  execute: 8,
  damage: 9,
  critDamage: 10,
  minHit: 11,
  maxHit: 12,
  application: 13,
});
const COLUMNS = 14;
const MS_PER_SECOND = 1000;
const MILLI = 1000;

/**
 * Adds up what happens over the iterations of one run. Everything is a whole number held in a double, and a run is cut
 * (see `MAX_RUN_DAMAGE`) before any sum could leave the range in which doubles count exactly.
 */
export class FightRecorder {
  readonly #fight: Fight;
  readonly #names: string[] = [];
  /** Who deals each source's damage; null while nobody said. */
  readonly #actors: (string | null)[] = [];
  readonly #tallies: TallyTable;
  #table = new Float64Array(0);
  readonly #counters: { readonly name: string; value: number }[] = [];
  #dps = new DpsRecorder();
  #simulatedMs = 0;
  #damage = 0;
  #recording = false;

  constructor(fight: Fight) {
    this.#fight = fight;
    this.#tallies = new TallyTable(fight);
  }

  /** Registers a source of damage and returns its row. @param actor whose it is; left out for the first that deals it. */
  addSource(name: string, actor: string | null = null): number {
    if (this.#recording) throw new Error(`source ${name} was added after recording began`);
    if (this.#names.includes(name)) throw new Error(`source ${name} is registered twice`);
    this.#names.push(name);
    this.#actors.push(actor);
    this.#table = new Float64Array(this.#names.length * COLUMNS);
    return this.#names.length - 1;
  }

  /** Says who deals a source's damage, unless that is known. */
  dealtBy(row: number, actor: string): void {
    this.#actors[row] ??= actor;
  }

  /** Registers something that happens by chance, and returns its number. */
  addProc(name: string, actor: string = PLAYER): number {
    return this.#tallies.addProc(name, actor);
  }

  /** Chance had it happen. */
  proc(number: number): void {
    this.#tallies.proc(number);
  }

  /** Registers a named sum and returns its number. */
  addCounter(name: string): number {
    this.#counters.push({ name, value: 0 });
    return this.#counters.length - 1;
  }

  /** Forgets everything recorded so far. */
  clear(): void {
    this.#recording = true;
    this.#table.fill(0);
    for (let row = 0; row < this.#names.length; row += 1) this.#table[row * COLUMNS + column.minHit] = Infinity;
    for (const counter of this.#counters) counter.value = 0;
    this.#tallies.clear();
    this.#dps = new DpsRecorder();
    this.#simulatedMs = 0;
  }

  beginIteration(): void {
    this.#damage = 0;
  }

  /** Damage of the iteration so far. */
  get damage(): number {
    return this.#damage;
  }

  execute(row: number): void {
    const at = row * COLUMNS + column.execute;
    this.#table[at] = (this.#table[at] as number) + 1;
  }

  /** Counts an effect that was applied, without damage of its own. */
  applied(row: number): void {
    const at = row * COLUMNS + column.application;
    this.#table[at] = (this.#table[at] as number) + 1;
  }

  /** Counts an attack that did not land. */
  avoided(row: number, result: Outcome): void {
    const at = row * COLUMNS + result;
    this.#table[at] = (this.#table[at] as number) + 1;
    if (this.#fight.observer !== null) this.#tell(row, result, 0, false);
  }

  /** Counts a hit. @param damage a whole number. */
  landed(row: number, result: Outcome, damage: number): void {
    this.#land(row, result, result === outcome.crit, damage);
  }

  /** Damage without a hit of its own. @param damage a whole number. */
  uncounted(row: number, damage: number): void {
    const at = row * COLUMNS + column.damage;
    this.#table[at] = (this.#table[at] as number) + damage;
    this.#damage += damage;
    this.#tallies.dealt(damage);
    if (this.#fight.observer !== null) this.#tell(row, outcome.hit, damage, true);
  }

  /** Counts a tick of a periodic effect. @param damage a whole number. */
  ticked(row: number, result: Outcome, damage: number): void {
    const isCrit = result === outcome.crit;
    this.#land(row, isCrit ? column.critTick : column.tick, isCrit, damage);
  }

  count(counter: number, value: number): void {
    const entry = this.#counters[counter];
    if (entry === undefined) throw new Error(`there is no counter ${counter}`);
    entry.value += value;
  }

  endIteration(lengthMs: number, iteration: number): void {
    this.#dps.add(Math.round((this.#damage * MS_PER_SECOND * MILLI) / lengthMs), iteration);
    this.#simulatedMs += lengthMs;
    this.#tallies.endIteration(lengthMs);
  }

  aggregate(notModelled: readonly string[]): Aggregate {
    const byName = (a: { readonly name: string }, b: { readonly name: string }): number => (a.name < b.name ? -1 : 1);
    return {
      iterations: this.#dps.count,
      simulatedMs: BigInt(this.#simulatedMs),
      dps: this.#dps.totals(),
      sources: this.#names
        .map((name, row) => this.#source(name, row))
        .filter((source) => source.executes > 0 || source.maxHit > 0)
        .sort(byName),
      counters: this.#counters
        .filter(({ value }) => value > 0)
        .map(({ name, value }): Counter => ({ name, value: BigInt(value) }))
        .sort(byName),
      tallies: this.#tallies.tallies(),
      notModelled,
    };
  }

  #land(row: number, kind: number, isCrit: boolean, damage: number): void {
    const table = this.#table;
    const at = row * COLUMNS;
    table[at + kind] = (table[at + kind] as number) + 1;
    table[at + column.damage] = (table[at + column.damage] as number) + damage;
    if (isCrit) table[at + column.critDamage] = (table[at + column.critDamage] as number) + damage;
    if (damage < (table[at + column.minHit] as number)) table[at + column.minHit] = damage;
    if (damage > (table[at + column.maxHit] as number)) table[at + column.maxHit] = damage;
    this.#damage += damage;
    this.#tallies.dealt(damage);
    if (this.#fight.observer !== null) this.#tell(row, isCrit ? outcome.crit : kind, damage, kind >= column.tick);
  }

  #tell(row: number, result: number, damage: number, isTick: boolean): void {
    const shown = (result < column.tick ? result : outcome.hit) as Outcome;
    this.#fight.observer?.struck(this.#actors[row] ?? PLAYER, this.#names[row] as string, shown, damage, isTick);
  }

  #source(name: string, row: number): SourceTotals {
    const at = (offset: number): number => this.#table[row * COLUMNS + offset] as number;
    const minHit = at(column.minHit);
    return {
      name,
      actor: this.#actors[row] ?? PLAYER,
      executes: at(column.execute),
      hits: at(column.hit),
      crits: at(column.crit),
      glances: at(column.glance),
      ticks: at(column.tick),
      critTicks: at(column.critTick),
      applications: at(column.application),
      misses: at(column.miss),
      dodges: at(column.dodge),
      parries: at(column.parry),
      damage: BigInt(at(column.damage)),
      critDamage: BigInt(at(column.critDamage)),
      minHit: minHit === Infinity ? 0 : minHit,
      maxHit: at(column.maxHit),
    };
  }
}
