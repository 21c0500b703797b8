import { describe, expect, it } from 'vitest';
import { Ability } from './ability.ts';
import { Actor } from './actor.ts';
import { Enemies } from './enemies.ts';
import { eventPriority } from './event-queue.ts';
import { Fight } from './fight.ts';
import { Movement } from './movement.ts';
import { normalDeviate } from './normal-deviate.ts';
import { PeriodicEffect } from './periodic-effect.ts';
import { RandomStream } from './random-stream.ts';
import { RecurringEvent } from './recurring-event.ts';
import { SwingTimer } from './swing-timer.ts';

const defence = { miss: 0, dodge: 0, glance: 0, glanceFactor: 1, critSuppression: 0 };
const options = { defence, armor: 0, armorConstant: 1, executeShare: 0.2 };

const at = (fight: Fight, plan: readonly (readonly [number, () => void])[]): void => {
  const timers = plan.map(([time, act]) => [fight.timer(eventPriority.effect, act), time] as const);
  fight.onReset({
    reset: () => {
      for (const [timer, time] of timers) fight.queue.schedule(timer, time);
    },
  });
};

describe('a roster of enemies', () => {
  it('keeps those that can be attacked in order, and goes for the first of them when the main one is gone', () => {
    const fight = new Fight(10_000);
    const enemies = new Enemies(fight, [options, options, options], 1);
    const [boss, second, third] = enemies.all as [
      (typeof enemies.all)[0],
      (typeof enemies.all)[0],
      (typeof enemies.all)[0],
    ];
    const seen: string[] = [];
    const note = (): void => {
      const there = enemies.active.slice(0, enemies.count).map(({ index }) => index);
      seen.push(`${fight.now}: ${there.join(' ')}, main ${enemies.main.index}`);
    };
    enemies.onChange.push(note);
    at(fight, [
      [1000, () => enemies.spawn(third, 4000)],
      [2000, () => enemies.spawn(second, null)],
      [3000, () => enemies.shield(boss, true)],
      [3500, () => enemies.retarget()],
      [4000, () => enemies.despawn(second)],
      [5000, () => enemies.shield(boss, false)],
    ]);
    fight.run(1, 0);
    const first = [...seen];
    expect(first).toEqual([
      '1000: 0 2, main 0',
      '2000: 0 1 2, main 0',
      '3000: 1 2, main 0',
      '4000: 2, main 2',
      '5000: 0 2, main 2',
    ]);
    seen.length = 0;
    fight.run(1, 1);
    expect(seen).toEqual(first);
  });

  it('lets an enemy with health go when it has taken that much, and reckons its time from the damage so far', () => {
    const fight = new Fight(10_000);
    const enemies = new Enemies(fight, [options, options], 1);
    const add = enemies.all[1] as (typeof enemies.all)[0];
    const left: number[] = [];
    at(fight, [
      [
        1000,
        () => {
          enemies.spawn(add, 9000);
          add.setHealth(100);
        },
      ],
      [
        2000,
        () => {
          add.take(40);
          left.push(add.healthPct(), add.timeToDie());
        },
      ],
      [
        3000,
        () => {
          add.take(60);
          add.take(60);
        },
      ],
      [
        3001,
        () => {
          left.push(enemies.count, add.isActive ? 1 : 0);
        },
      ],
    ]);
    fight.run(1, 0);
    expect(left).toEqual([60, 1500, 1, 0]);
  });

  it('takes the health of an enemy down over its stay', () => {
    const fight = new Fight(10_000);
    const enemies = new Enemies(fight, [options, options], 1);
    const add = enemies.all[1] as (typeof enemies.all)[0];
    const seen: number[] = [];
    at(fight, [
      [2000, () => enemies.spawn(add, 6000)],
      [4000, () => seen.push(Math.round(add.healthPct()), add.timeToDie(), enemies.main.timeToDie())],
      [5201, () => seen.push(add.inExecutePhase ? 1 : 0, enemies.main.inExecutePhase ? 1 : 0)],
    ]);
    fight.run(1, 0);
    expect(seen).toEqual([50, 2000, 6000, 1, 0]);
  });

  it('ends what ticks on an enemy when it goes, and leaves that of others alone', () => {
    const fight = new Fight(10_000);
    const enemies = new Enemies(fight, [options, options], 1);
    const add = enemies.all[1] as (typeof enemies.all)[0];
    const ticks: string[] = [];
    const dots = enemies.each((target) => {
      const dot = new PeriodicEffect(fight, {
        name: 'dot',
        on: target.name,
        ticks: 4,
        periodMs: 1000,
        onTick: () => ticks.push(`${fight.now} ${target.name}`),
      });
      target.onLeave.push(() => dot.cancel());
      return dot;
    });
    at(fight, [
      [
        0,
        () => {
          enemies.spawn(add, null);
          for (const dot of dots) dot.apply();
        },
      ],
      [1500, () => enemies.despawn(add)],
      [2000, () => enemies.spawn(add, null)],
    ]);
    fight.run(1, 0);
    expect(ticks).toEqual(['1000 target', '1000 target_2', '2000 target', '3000 target', '4000 target']);
  });
});

describe('an actor on the move', () => {
  it('breaks off its cast, pays nothing, begins none, and casts again when it stands', () => {
    const fight = new Fight(10_000);
    const actor = new Actor(fight, { reactionMs: 100, queueWindowMs: 0 });
    const movement = new Movement(actor, 7);
    const done: number[] = [];
    const cast = new Ability({
      name: 'cast',
      actor,
      gcdMs: 1000,
      castMs: () => 2000,
      perform: () => done.push(fight.now),
    });
    actor.rotation = { pick: () => (cast.isReadyWithin(0) ? cast : null), idleUntil: () => 0 };
    at(fight, [
      [0, () => actor.start()],
      [3000, () => movement.run(14)],
    ]);
    fight.run(1, 0);
    expect(done).toEqual([2000, 7000, 9000]);
  });

  it('holds a swing that falls due and swings at once when let go', () => {
    const fight = new Fight(10_000);
    const swings: number[] = [];
    const timer = new SwingTimer(
      fight,
      2000,
      () => 1,
      () => swings.push(fight.now),
    );
    at(fight, [
      [0, () => timer.start()],
      [3000, () => timer.hold()],
      [7000, () => timer.letGo()],
    ]);
    fight.run(1, 0);
    expect(swings).toEqual([0, 2000, 7000, 9000]);
  });
});

describe('an event that comes again', () => {
  it('counts its cooldown from start to start, and starts no more from its last moment on', () => {
    const fight = new Fight(100_000);
    const seen: string[] = [];
    const fixed = (mean: number) => ({ mean, deviation: 0, min: 0, max: mean });
    const event = new RecurringEvent(fight, {
      firstMs: () => 5000,
      lastMs: () => 60_000,
      cooldown: fixed(20_000),
      duration: fixed(3000),
      onStart: (durationMs) => {
        seen.push(`${fight.now} on, next in ${event.startsIn()}`);
        return durationMs;
      },
      onFinish: () => seen.push(`${fight.now} off`),
    });
    fight.run(1, 0);
    expect(seen.filter((line) => line.endsWith('off'))).toEqual(['8000 off', '28000 off', '48000 off']);
  });

  it('is drawn about its mean by a sum of even numbers that has mean 0 and deviation 1', () => {
    const random = new RandomStream();
    random.start(1, 1);
    const drawn = Array.from({ length: 20_000 }, () => normalDeviate(random));
    const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
    const variance = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / drawn.length;
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(Math.abs(variance - 1)).toBeLessThan(0.03);
    expect(Math.abs(drawn.filter((value) => Math.abs(value) < 1).length / drawn.length - 0.6827)).toBeLessThan(0.015);
  });
});
