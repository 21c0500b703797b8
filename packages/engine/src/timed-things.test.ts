import { describe, expect, it } from 'vitest';
import { Actor } from './actor.ts';
import { Channel } from './channel.ts';
import { eventPriority } from './event-queue.ts';
import { Fight } from './fight.ts';
import { Guardians } from './guardians.ts';
import { SeparateStacks } from './separate-stacks.ts';

/** Runs a fight in which each plan happens at its moment. */
const runWith = (fight: Fight, plans: readonly (readonly [number, () => void])[]): void => {
  const timers = plans.map(([at, act]) => [at, fight.timer(eventPriority.cast, act)] as const);
  fight.onReset({
    reset: () => {
      for (const [at, timer] of timers) fight.queue.schedule(timer, at);
    },
  });
  fight.run(1, 0);
};

describe('separate stacks', () => {
  it('each pulse and end by their own application', () => {
    const fight = new Fight(30_000);
    const notes: string[] = [];
    const stacks = new SeparateStacks(fight, {
      durationMs: 8000,
      maxStacks: 3,
      pulseMs: 2000,
      onPulse: () => notes.push(`${fight.now} pulse`),
      onStacks: (count) => notes.push(`${fight.now} ${count} up`),
    });
    runWith(fight, [
      [0, () => stacks.apply()],
      [3000, () => stacks.apply()],
    ]);
    expect(notes.filter((note) => note.includes('up'))).toEqual(['0 1 up', '3000 2 up', '8000 1 up', '11000 0 up']);
    expect(notes.filter((note) => note.includes('pulse')).map((note) => Number.parseInt(note, 10))).toEqual([
      2000, 4000, 5000, 6000, 7000, 8000, 9000, 11_000,
    ]);
  });

  it('at the maximum replace the oldest', () => {
    const fight = new Fight(30_000);
    let most = 0;
    const stacks = new SeparateStacks(fight, {
      durationMs: 8000,
      maxStacks: 2,
      onStacks: (count) => {
        most = Math.max(most, count);
      },
    });
    runWith(
      fight,
      [0, 1000, 2000].map((at) => [at, (): void => stacks.apply()] as const),
    );
    expect(most).toBe(2);
    expect(stacks.stacks).toBe(0);
  });
});

describe('a channel', () => {
  it('ticks at once and then once a period, keeps its actor busy, and says when it is through', () => {
    const fight = new Fight(10_000);
    const actor = new Actor(fight, { reactionMs: 100, queueWindowMs: 0 });
    const notes: string[] = [];
    const channel = new Channel({
      actor,
      onTick: (tick) => notes.push(`${fight.now} tick ${tick}`),
      onEnd: () => notes.push(`${fight.now} end`),
    });
    runWith(fight, [[500, () => channel.start(4, 333.5)]]);
    expect(notes).toEqual(['500 tick 0', '834 tick 1', '1167 tick 2', '1501 tick 3', '1501 end']);
    expect(actor.gcdReadyAt).toBe(1501);
  });
});

describe('guardians', () => {
  it('are there for their time, and the first to leave stays on when all are there', () => {
    const fight = new Fight(60_000);
    const notes: string[] = [];
    const members = [0, 1].map((number) => ({
      arrive: (): void => {
        notes.push(`${fight.now} ${number} arrives`);
      },
      leave: (): void => {
        notes.push(`${fight.now} ${number} leaves`);
      },
    }));
    const guardians = new Guardians(fight, members);
    runWith(
      fight,
      [0, 1000, 5000].map((at) => [at, (): void => guardians.summon(8000)] as const),
    );
    expect(notes).toEqual(['0 0 arrives', '1000 1 arrives', '9000 1 leaves', '13000 0 leaves']);
    expect(guardians.active).toBe(0);
  });
});
