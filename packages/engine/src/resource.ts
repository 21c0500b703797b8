import { PLAYER, tallyKinds } from '@wowlab/statistics';
import type { Fight, Tallied } from './fight.ts';

/** Rows that are always there: what comes and goes without a name of its own. */
const REGENERATION = 'regeneration';
const OTHER = 'other';
const OTHER_ROW = 0;
const MILLI = 1000;

const milli = (points: number): number => Math.round(points * MILLI);

/** What one source gave to a resource, or one ability took from it, in one fight. */
class Flow implements Tallied {
  readonly tally: string;
  readonly columns: number;
  readonly name: string;
  count = 0;
  /** Points that changed the amount, and points that did not fit. */
  readonly points = new Float64Array(2);

  constructor(tally: string, columns: number, name: string) {
    this.tally = tally;
    this.columns = columns;
    this.name = name;
  }

  /** Rounded once for each fight, so that what comes out does not depend on which fights are added up. */
  addTo(sums: Float64Array, at: number): void {
    sums[at] = (sums[at] as number) + this.count;
    sums[at + 1] = (sums[at + 1] as number) + milli(this.points[0] as number);
    if (this.columns > 2) sums[at + 2] = (sums[at + 2] as number) + milli(this.points[1] as number);
  }

  reset(): void {
    this.count = 0;
    this.points.fill(0);
  }
}

/**
 * A resource that regenerates, such as focus: continuously, or in regular steps whose phase is random in each fight. Its
 * amount is worked out when somebody asks, so regeneration costs no events. The rate may change at any time; what was
 * regenerated until then is kept, and the next step is a whole one from there.
 */
export class Resource implements Tallied {
  readonly name: string;
  /** Whose it is. */
  readonly owner: string;
  readonly max: number;
  /** What regeneration and gains could not add because the resource was full, in this fight. */
  wasted = 0;
  readonly tally: string;
  readonly columns = tallyKinds.resource.length;
  readonly #fight: Fight;
  readonly #initialPerSecond: number;
  readonly #gains: Flow[] = [];
  readonly #spends: Flow[] = [];
  readonly #stepMs: number;
  #amount: number;
  #perMs: number;
  #updatedAt = 0;

  /** @param stepMs length of a step; 0 for continuous. */
  constructor(fight: Fight, name: string, max: number, perSecond: number, owner: string = PLAYER, stepMs = 0) {
    this.#fight = fight;
    this.#stepMs = stepMs;
    this.name = name;
    this.owner = owner;
    this.max = max;
    this.#initialPerSecond = perSecond;
    this.#amount = max;
    this.#perMs = perSecond / 1000;
    this.tally = `resource.${owner}.${name}`;
    fight.onReset(this);
    this.gainRow(OTHER);
    this.spendRow(OTHER);
    fight.onTally(this.#regeneration());
    fight.onTally(this);
  }

  /** Registers who gives points, by the name the report shows; the number is for `gain`. */
  gainRow(source: string): number {
    return this.#addFlow(this.#gains, 'gain', source);
  }

  /** Registers what points are spent on; the number is for `spend`. */
  spendRow(ability: string): number {
    return this.#addFlow(this.#spends, 'spend', ability);
  }

  amount(): number {
    const elapsed = this.#elapsed();
    if (elapsed > 0) {
      this.#updatedAt += elapsed;
      this.#put(this.#amount + elapsed * this.#perMs);
    }
    return this.#amount;
  }

  /** The amount, without the rounding that keeping it would add: for looking on without taking part. */
  peek(): number {
    return Math.min(this.max, this.#amount + this.#elapsed() * this.#perMs);
  }

  gain(points: number, row: number = OTHER_ROW): void {
    const before = this.amount();
    this.#put(before + points);
    const flow = this.#gains[row] as Flow;
    const added = this.#amount - before;
    flow.count += 1;
    flow.points[0] = (flow.points[0] as number) + added;
    flow.points[1] = (flow.points[1] as number) + points - added;
    this.#fight.observer?.gained(this, flow.name, added, points - added);
  }

  /** @throws when there is less than `points`: whoever spends checks first. */
  spend(points: number, row: number = OTHER_ROW): void {
    const amount = this.amount();
    if (points > amount) throw new RangeError(`can not spend ${points} of ${amount} ${this.name}`);
    if (points === 0) return;
    this.#amount = amount - points;
    const flow = this.#spends[row] as Flow;
    flow.count += 1;
    flow.points[0] = (flow.points[0] as number) + points;
  }

  get perSecond(): number {
    return this.#perMs * 1000;
  }

  setPerSecond(perSecond: number): void {
    this.amount();
    const { now } = this.#fight;
    if (this.#updatedAt < now) {
      // Part of a step.
      const part = (now - this.#updatedAt) * this.#perMs;
      this.#updatedAt = now;
      this.#put(this.#amount + part);
    }
    this.#perMs = perSecond / 1000;
  }

  /** Milliseconds, rounded up, until there are `points` by regeneration alone; 0 when there are. */
  msUntil(points: number): number {
    const missing = points - this.amount();
    if (missing <= 0) return 0;
    if (this.#stepMs === 0) return Math.ceil(missing / this.#perMs);
    const steps = Math.ceil(missing / (this.#perMs * this.#stepMs));
    return this.#updatedAt + steps * this.#stepMs - this.#fight.now;
  }

  /** What there was at the pull and at the end. */
  addTo(sums: Float64Array, at: number): void {
    sums[at] = (sums[at] as number) + milli(this.max);
    sums[at + 1] = (sums[at + 1] as number) + milli(this.amount());
  }

  reset(): void {
    this.#amount = this.max;
    this.#updatedAt = this.#stepMs === 0 ? 0 : -Math.floor(this.#fight.random.next() * this.#stepMs);
    this.#perMs = this.#initialPerSecond / 1000;
    this.wasted = 0;
    for (const flow of this.#gains) flow.reset();
    for (const flow of this.#spends) flow.reset();
  }

  /** Milliseconds of regeneration that `#amount` lacks: whole steps, if it comes in steps. */
  #elapsed(): number {
    const elapsed = this.#fight.now - this.#updatedAt;
    return this.#stepMs === 0 ? elapsed : elapsed - (elapsed % this.#stepMs);
  }

  #addFlow(flows: Flow[], kind: 'gain' | 'spend', name: string): number {
    const known = flows.findIndex((flow) => flow.name === name);
    if (known >= 0) return known;
    const flow = new Flow(`${kind}.${this.owner}.${this.name}.${name}`, tallyKinds[kind].length, name);
    this.#fight.onTally(flow);
    flows.push(flow);
    return flows.length - 1;
  }

  /** What came by itself is what the rest leaves over, so that it costs nothing while the fight runs. */
  #regeneration(): Tallied {
    const sum = (flows: readonly Flow[], column: number): number =>
      flows.reduce((total, flow) => total + (flow.points[column] as number), 0);
    return {
      tally: `gain.${this.owner}.${this.name}.${REGENERATION}`,
      columns: tallyKinds.gain.length,
      addTo: (sums, at) => {
        const given = this.amount() - this.max + sum(this.#spends, 0) - sum(this.#gains, 0);
        sums[at + 1] = (sums[at + 1] as number) + Math.max(0, milli(given));
        sums[at + 2] = (sums[at + 2] as number) + Math.max(0, milli(this.wasted - sum(this.#gains, 1)));
      },
    };
  }

  #put(amount: number): void {
    if (amount > this.max) {
      this.wasted += amount - this.max;
      this.#amount = this.max;
    } else {
      this.#amount = amount;
    }
  }
}
