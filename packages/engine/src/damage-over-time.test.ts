import { describe, expect, it } from 'vitest';
import { DamageOverTime, type DamageOverTimeOptions } from './damage-over-time.ts';
import { eventPriority } from './event-queue.ts';
import { Fight } from './fight.ts';
import { RollingDamage } from './rolling-damage.ts';

interface Plan {
  readonly options: Partial<DamageOverTimeOptions>;
  /** Moments of application, ms. */
  readonly applyAt: readonly number[];
  readonly onApply?: (effect: DamageOverTime) => void;
}

const ticksOf = ({ options, applyAt, onApply }: Plan, fight = new Fight(60_000)): (readonly [number, number])[] => {
  const ticks: (readonly [number, number])[] = [];
  const effect = new DamageOverTime(fight, {
    name: 'bleed',
    durationMs: 8000,
    periodMs: 2000,
    refresh: 'pandemic',
    onTick: (share) => ticks.push([fight.now, share]),
    ...options,
  });
  const timers = applyAt.map((at) => ({
    at,
    timer: fight.timer(eventPriority.cast, () => {
      onApply?.(effect);
      effect.apply();
    }),
  }));
  fight.onReset({
    reset: () => {
      for (const { at, timer } of timers) fight.queue.schedule(timer, at);
    },
  });
  fight.run(1, 0);
  return ticks;
};

describe('damage over time', () => {
  it('ticks a period after its application, and at once too when it says so', () => {
    const plain = ticksOf({ options: {}, applyAt: [0] });
    expect(plain).toEqual([2000, 4000, 6000, 8000].map((at) => [at, 1]));
    const atOnce = ticksOf({ options: { ticksAtOnce: true }, applyAt: [0] });
    expect(atOnce.map(([at]) => at)).toEqual([0, 2000, 4000, 6000, 8000]);
  });

  it('deals the rest of a tick at its end', () => {
    const ticks = ticksOf({ options: { durationMs: 5000 }, applyAt: [0] });
    expect(ticks).toEqual([
      [2000, 1],
      [4000, 1],
      [5000, 0.5],
    ]);
  });

  it.each([
    [7000, 16_000],
    [1000, 11_400],
  ])('refreshed at %d ms ends at %d ms: a full duration and at most 30 %% of one', (refreshAt, endsAt) => {
    const ticks = ticksOf({ options: {}, applyAt: [0, refreshAt] });
    expect(ticks.at(-1)?.[0]).toBe(endsAt);
    // The tick under way is left alone.
    expect(ticks.slice(0, 4).map(([at]) => at)).toEqual([2000, 4000, 6000, 8000]);
  });

  it('started anew keeps nothing of what was left', () => {
    expect(ticksOf({ options: { refresh: 'restart' }, applyAt: [0, 3000] }).at(-1)).toEqual([11_000, 0.5]);
  });

  it('works the time to a tick out at each tick', () => {
    const fight = new Fight(60_000);
    const haste = (): number => (fight.now < 3000 ? 1 : 2);
    const ticks = ticksOf({ options: { haste }, applyAt: [0] }, fight);
    expect(ticks.map(([at]) => at)).toEqual([2000, 4000, 5000, 6000, 7000, 8000]);
  });

  it('deals all of what was unspent when its damage rolls over, however often it is renewed', () => {
    const fight = new Fight(60_000);
    const rolling = new RollingDamage(fight);
    let dealt = 0;
    ticksOf(
      {
        options: { refresh: 'restart', ticksAtOnce: true, onTick: (share) => (dealt += share * rolling.perTick) },
        applyAt: [0, 3000, 9500, 30_000],
        onApply: (effect) => rolling.add(effect, 100),
      },
      fight,
    );
    expect(dealt).toBeCloseTo(400, 9);
  });
});
