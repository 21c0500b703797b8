import { describe, expect, it } from 'vitest';
import { eventPriority } from '../event-queue.ts';
import { Fight } from '../fight.ts';
import { AccumulatedChance } from './accumulated-chance.ts';
import { FlatChance } from './flat-chance.ts';
import type { ProcChance } from './proc-chance.ts';
import { Proc } from './proc.ts';
import { RealPpm, realPpmRules, type RealPpmRules } from './real-ppm.ts';
import { ShuffledDeck } from './shuffled-deck.ts';
import { ThresholdCounter } from './threshold-counter.ts';

const FIGHT_MS = 16_000_000;
const FIGHTS = 60;

/** Procs per attempt over many fights with an attempt every `everyMs`. */
const procsPerAttempt = (build: (fight: Fight) => ProcChance, everyMs: number, cooldownMs = 0): number => {
  const fight = new Fight(FIGHT_MS);
  let attempts = 0;
  let procs = 0;
  const proc = new Proc(fight, {
    chance: build(fight),
    internalCooldownMs: cooldownMs,
    effect: () => {
      procs += 1;
    },
  });
  const timer = fight.timer(eventPriority.effect, () => {
    attempts += 1;
    proc.attempt();
    fight.queue.schedule(timer, fight.now + everyMs);
  });
  fight.onReset({ reset: () => fight.queue.schedule(timer, everyMs) });
  for (let iteration = 0; iteration < FIGHTS; iteration += 1) fight.run(7, iteration);
  return procs / attempts;
};

/** Mean attempts from one proc to the next, when the n-th attempt after a proc has the chance `hazard(n)`. */
const meanAttempts = (hazard: (attempt: number) => number): number => {
  let survival = 1;
  let mean = 0;
  for (let attempt = 1; survival > 1e-12; attempt += 1) {
    mean += survival;
    survival *= 1 - Math.min(1, hazard(attempt));
  }
  return mean;
};

const off = (measured: number, expected: number): number => Math.abs(measured / expected - 1);

describe('a flat chance', () => {
  it('goes off as often as it says', () => {
    expect(
      off(
        procsPerAttempt((fight) => new FlatChance(fight, 0.15), 500),
        0.15,
      ),
    ).toBeLessThan(0.01);
  });

  it('with an internal cooldown needs the cooldown and 1 / chance attempts', () => {
    const everyMs = 500;
    const cooldownMs = 20_000;
    // The first attempt after a proc is the one at the end of the cooldown.
    const expected = 1 / (cooldownMs / everyMs - 1 + 1 / 0.15);
    expect(
      off(
        procsPerAttempt((fight) => new FlatChance(fight, 0.15), everyMs, cooldownMs),
        expected,
      ),
    ).toBeLessThan(0.01);
  });
});

describe('real procs per minute', () => {
  const perMinute = 2.2;
  const closedForm = (rules: RealPpmRules, everyMs: number, scale: number): number => {
    const rate = perMinute * scale;
    const elapsed = Math.min(rules.maxElapsedMs, everyMs);
    return (
      1 /
      meanAttempts((attempt) => {
        const intervals = (attempt * everyMs * rate) / 60_000;
        return (Math.max(1, 1 + 3 * (intervals - 1.5)) * rate * elapsed) / 60_000;
      })
    );
  };

  it.each([
    ['mop', 700, 1],
    ['mop', 2300, 1.3],
    ['retail', 700, 1.3],
    ['retail', 2300, 1],
  ] as const)('%s, an attempt every %i ms, scale %d: the rate of the closed form', (name, everyMs, scale) => {
    const rules = realPpmRules[name];
    const measured = procsPerAttempt((fight) => new RealPpm(fight, { perMinute, rules, scale: () => scale }), everyMs);
    expect(off(measured, closedForm(rules, everyMs, scale))).toBeLessThan(0.015);
  });

  it('are more often than the rate says, by bad-luck protection, but not by much', () => {
    const measured = procsPerAttempt((fight) => new RealPpm(fight, { perMinute, rules: realPpmRules.mop }), 1000) * 60;
    expect(measured).toBeGreaterThan(perMinute * 1.05);
    expect(measured).toBeLessThan(perMinute * 1.2);
  });

  it('of mop begin as if the last proc was 120 s ago and the last attempt 10 s', () => {
    const fight = new Fight(FIGHT_MS);
    const subject = new RealPpm(fight, { perMinute: 1, rules: realPpmRules.mop });
    // 1/min × 10 s, times 1 + 3 × (2 − 1.5).
    expect(subject.chance()).toBeCloseTo((10 / 60) * 2.5, 12);
  });

  it('of retail begin at the pull, and count at most 3.5 s since the last attempt', () => {
    const fight = new Fight(FIGHT_MS);
    const subject = new RealPpm(fight, { perMinute: 1, rules: realPpmRules.retail });
    fight.random.start(1, 0);
    expect(subject.attempt()).toBe(false);
    fight.now = 30_000;
    expect(subject.chance()).toBeCloseTo(3.5 / 60, 12);
  });

  it('have one attempt a moment', () => {
    const fight = new Fight(FIGHT_MS);
    fight.random.start(1, 0);
    const subject = new RealPpm(fight, { perMinute: 1e9, rules: realPpmRules.mop });
    expect([subject.attempt(), subject.attempt()]).toEqual([true, false]);
  });
});

describe('a shuffled deck', () => {
  it('holds its share of hits in every round', () => {
    const fight = new Fight(FIGHT_MS);
    fight.random.start(3, 0);
    const deck = new ShuffledDeck(fight, 10, 3);
    const first = new Set<number>();
    for (let round = 0; round < 500; round += 1) {
      const hits = Array.from({ length: 10 }, () => deck.attempt());
      expect(hits.filter(Boolean)).toHaveLength(3);
      first.add(hits.indexOf(true));
    }
    // The first of three hits among ten cards stands anywhere from the first to the eighth.
    expect([...first].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('has each card equally often as a hit', () => {
    const fight = new Fight(FIGHT_MS);
    fight.random.start(4, 0);
    const deck = new ShuffledDeck(fight, 4, 1);
    const counts = [0, 0, 0, 0];
    for (let card = 0; card < 40_000; card += 1) if (deck.attempt()) counts[card % 4] = (counts[card % 4] ?? 0) + 1;
    for (const count of counts) expect(off(count, 2500)).toBeLessThan(0.08);
  });

  it('refuses more hits than cards', () => {
    expect(() => new ShuffledDeck(new Fight(1000), 2, 3)).toThrow(RangeError);
  });
});

describe('an accumulated chance', () => {
  it('goes off as the closed form says', () => {
    const expected = 1 / meanAttempts((attempt) => 0.02 * attempt);
    expect(
      off(
        procsPerAttempt((fight) => new AccumulatedChance(fight, 0.02), 500),
        expected,
      ),
    ).toBeLessThan(0.01);
  });
});

describe('a threshold counter', () => {
  it('goes off once per 1 / step attempts, and keeps what is above the threshold', () => {
    const fight = new Fight(FIGHT_MS);
    const subject = new ThresholdCounter(fight, () => 0.375, 'empty');
    const hits = Array.from({ length: 8 }, () => subject.attempt());
    expect(hits).toEqual([false, false, true, false, false, true, false, true]);
  });

  it('that begins anywhere has the same chance at the first attempt as later', () => {
    const fight = new Fight(FIGHT_MS);
    const subject = new ThresholdCounter(fight, () => 0.25, 'random');
    let procs = 0;
    for (let iteration = 0; iteration < 4000; iteration += 1) {
      fight.run(5, iteration);
      if (subject.attempt()) procs += 1;
    }
    expect(off(procs / 4000, 0.25)).toBeLessThan(0.06);
  });
});
