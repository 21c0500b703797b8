import { spanKinds, spanWidthMs, type Tally } from '@wowlab/statistics';
import type { Fight, Tallied } from './fight.ts';

interface Row {
  readonly name: string;
  readonly at: number;
  readonly columns: number;
}

/**
 * The sums of everything that is counted besides damage by source: what registered at the fight, chances that came true, and
 * the course of damage over time. Whole numbers in doubles, cleared before any could leave the range that counts exactly.
 */
export class TallyTable {
  readonly #fight: Fight;
  readonly #procs: { readonly name: string; count: number }[] = [];
  readonly #widthMs: number;
  /** Damage by span since the pull; the last span takes what happens at the very end of the longest fight. */
  readonly #damage: Float64Array;
  readonly #ends: Float64Array;
  readonly #endsMs: Float64Array;
  readonly #spans: number;
  #tallied: readonly Tallied[] = [];
  #offsets = new Int32Array(0);
  #rows: readonly Row[] = [];
  #sums = new Float64Array(0);

  constructor(fight: Fight) {
    this.#fight = fight;
    this.#widthMs = spanWidthMs(fight.longestMs);
    this.#spans = Math.ceil(fight.longestMs / this.#widthMs);
    this.#damage = new Float64Array(this.#spans);
    this.#ends = new Float64Array(this.#spans);
    this.#endsMs = new Float64Array(this.#spans);
  }

  addProc(name: string, actor: string): number {
    this.#procs.push({ name: `proc.${actor}.${name}`, count: 0 });
    return this.#procs.length - 1;
  }

  proc(number: number): void {
    const proc = this.#procs[number];
    if (proc === undefined) throw new Error(`there is no proc ${number}`);
    proc.count += 1;
    if (this.#fight.observer !== null) {
      const [, actor = '', name = ''] = proc.name.split('.');
      this.#fight.observer.happened(actor, name);
    }
  }

  clear(): void {
    if (this.#tallied.length !== this.#fight.tallied.length) this.#layOut();
    this.#sums.fill(0);
    this.#damage.fill(0);
    this.#ends.fill(0);
    this.#endsMs.fill(0);
    for (const proc of this.#procs) proc.count = 0;
  }

  /** Damage dealt now. */
  dealt(damage: number): void {
    const span = Math.min((this.#fight.now / this.#widthMs) | 0, this.#spans - 1);
    this.#damage[span] = (this.#damage[span] as number) + damage;
  }

  endIteration(lengthMs: number): void {
    const span = Math.min(Math.floor(lengthMs / this.#widthMs), this.#spans - 1);
    this.#ends[span] = (this.#ends[span] as number) + 1;
    this.#endsMs[span] = (this.#endsMs[span] as number) + lengthMs - span * this.#widthMs;
    for (let index = 0; index < this.#tallied.length; index += 1) {
      (this.#tallied[index] as Tallied).addTo(this.#sums, this.#offsets[index] as number);
    }
  }

  /** Sorted by name; sums that follow the last one that is not 0 are left out, and rows that have none. */
  tallies(): readonly Tally[] {
    const rows: Tally[] = this.#rows.map(({ name, at, columns }) => ({
      name,
      sums: trimmed(this.#sums.subarray(at, at + columns)),
    }));
    for (const { name, count } of this.#procs) rows.push({ name, sums: trimmed(Float64Array.of(count)) });
    rows.push({ name: `${spanKinds.damage}.${this.#widthMs}`, sums: trimmed(this.#damage) });
    if (this.#fight.variesInLength) {
      rows.push({ name: `${spanKinds.ends}.${this.#widthMs}`, sums: trimmed(this.#ends) });
      rows.push({ name: `${spanKinds.endsMs}.${this.#widthMs}`, sums: trimmed(this.#endsMs) });
    }
    return rows.filter(({ sums }) => sums.length > 0).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  #layOut(): void {
    const rows = new Map<string, Row>();
    let at = 0;
    this.#tallied = [...this.#fight.tallied];
    this.#offsets = Int32Array.from(this.#tallied, ({ tally, columns }) => {
      const row = rows.get(tally) ?? { name: tally, at, columns };
      if (!rows.has(tally)) at += columns;
      rows.set(tally, row);
      return row.at;
    });
    this.#rows = [...rows.values()];
    this.#sums = new Float64Array(at);
  }
}

const trimmed = (sums: Float64Array): readonly bigint[] => {
  let length = sums.length;
  while (length > 0 && sums[length - 1] === 0) length -= 1;
  return Array.from(sums.subarray(0, length), BigInt);
};
