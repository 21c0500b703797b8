import type { DrawnLength, Fight, RecurringEventOptions } from '@wowlab/engine';
import type { RaidEventConfig } from '@wowlab/simc';

const MS_PER_SECOND = 1000;
const PCT = 100;
/** How far a length strays at most from what was written when nothing is said. Source: simc raid_event.cpp `parse_options`. */
const LEAST_SHARE = 0.5;
const MOST_SHARE = 1.5;

/** The options of one raid event, as numbers. */
export class EventOptions {
  readonly type: string;
  readonly #options: ReadonlyMap<string, string>;

  constructor(event: RaidEventConfig) {
    this.type = event.type;
    this.#options = new Map(event.options.map(({ key, value }) => [key, value]));
  }

  has(key: string): boolean {
    return this.#options.has(key);
  }

  text(key: string): string {
    return this.#options.get(key) ?? '';
  }

  number(key: string, otherwise = 0): number {
    const value = Number(this.#options.get(key) ?? otherwise);
    return Number.isFinite(value) ? value : otherwise;
  }

  ms(key: string, otherwise = 0): number {
    return Math.round(this.number(key, otherwise) * MS_PER_SECOND);
  }

  /** `cooldown` or `duration` with what is drawn about it. `period` is another word for `cooldown`. */
  length(key: 'cooldown' | 'duration'): DrawnLength {
    const mean = this.has(key) || key === 'duration' ? this.ms(key) : this.ms('period');
    return {
      mean,
      deviation: this.ms(`${key}_stddev`),
      min: this.has(`${key}_min`) ? this.ms(`${key}_min`) : Math.round(mean * LEAST_SHARE),
      max: this.has(`${key}_max`) ? this.ms(`${key}_max`) : Math.round(mean * MOST_SHARE),
    };
  }

  /** When it happens. Shares of health are taken as shares of the fight's length, during which health falls in a line. */
  timing(fight: Fight): Omit<RecurringEventOptions, 'onStart' | 'onFinish'> {
    const atHealth = (key: string): number => Math.round(fight.endMs * (1 - this.number(key) / PCT));
    const lastMs = this.#lastMs(atHealth);
    return {
      firstMs: this.has('first_pct') ? () => atHealth('first_pct') : () => this.ms('first'),
      ...(lastMs === null ? {} : { lastMs }),
      stopsAtLast: this.number('force_stop') !== 0,
      cooldown: this.length('cooldown'),
      duration: this.length('duration'),
    };
  }

  #lastMs(atHealth: (key: string) => number): (() => number) | null {
    if (this.has('last_pct')) return () => atHealth('last_pct');
    return this.ms('last') > 0 ? () => this.ms('last') : null;
  }
}
