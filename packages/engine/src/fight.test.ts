import { describe, expect, it } from 'vitest';
import { Ability } from './ability.ts';
import { Actor } from './actor.ts';
import { Aura } from './aura.ts';
import { eventPriority } from './event-queue.ts';
import { EventCapExceeded, Fight } from './fight.ts';
import { PeriodicEffect } from './periodic-effect.ts';
import { Resource } from './resource.ts';
import { SwingTimer } from './swing-timer.ts';

/** Runs a fight in which `plan` happens at the pull, and returns what was written down. */
const record = (lengthMs: number, plan: (fight: Fight, note: (what: string) => void) => () => void): string[] => {
  const fight = new Fight(lengthMs);
  const notes: string[] = [];
  const atPull = plan(fight, (what) => notes.push(`${fight.now} ${what}`));
  fight.onReset({ reset: atPull });
  fight.run(1, 0);
  return notes;
};

describe('a fight', () => {
  it('stops at its event cap and says when and what to do', () => {
    const fight = new Fight(1000, 0, 50);
    const timer = fight.timer(eventPriority.effect, () => fight.queue.schedule(timer, fight.now));
    fight.onReset({ reset: () => fight.queue.schedule(timer, 7) });
    expect(() => fight.run(1, 0)).toThrow(EventCapExceeded);
    expect(() => fight.run(1, 0)).toThrow(/stopped 7 ms after the pull: it passed 50 events/);
  });

  it('counts what happens at its last millisecond, and nothing later', () => {
    const notes = record(1000, (fight, note) => {
      const timers = [999, 1000, 1001].map((at) => [fight.timer(0, () => note('fired')), at] as const);
      return () => {
        for (const [timer, at] of timers) fight.queue.schedule(timer, at);
      };
    });
    expect(notes).toEqual(['999 fired', '1000 fired']);
  });

  it('varies its length evenly within its limits when told to, and only then', () => {
    const fight = new Fight(10_000, 0.2);
    const lengths = Array.from({ length: 500 }, (_, iteration) => {
      fight.run(1, iteration);
      return fight.endMs;
    });
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(8000);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(12_000);
    expect(Math.abs(lengths.reduce((sum, length) => sum + length, 0) / 500 - 10_000)).toBeLessThan(200);
    const fixed = new Fight(10_000);
    fixed.run(1, 3);
    expect(fixed.endMs).toBe(10_000);
  });

  it.each([0, -1, 1.5, 16_777_216, Number.NaN])('refuses a length of %d ms', (lengthMs) => {
    expect(() => new Fight(lengthMs)).toThrow(RangeError);
  });
});

describe('a resource', () => {
  it('regenerates continuously, keeps what it had when its rate changes, and never passes its maximum', () => {
    const fight = new Fight(10_000);
    const focus = new Resource(fight, 'focus', 100, 4);
    focus.spend(60);
    fight.now = 2500;
    expect(focus.amount()).toBe(50);
    focus.setPerSecond(8);
    fight.now = 3500;
    expect(focus.amount()).toBe(58);
    expect(focus.msUntil(66)).toBe(1000);
    focus.gain(1000);
    expect(focus.amount()).toBe(100);
    expect(focus.wasted).toBe(958);
  });

  it('refuses to go below nothing', () => {
    expect(() => new Resource(new Fight(1), 'focus', 100, 4).spend(101)).toThrow('can not spend 101 of 100 focus');
  });
});

describe('an aura', () => {
  it('falls off after its last application, and says how long it was up', () => {
    const fight = new Fight(10_000);
    const changes: string[] = [];
    const aura = new Aura(fight, {
      name: 'frenzy',
      durationMs: 1000,
      maxStacks: 3,
      onStacks: (before, after) => changes.push(`${fight.now}: ${before}-${after}`),
    });
    const again = fight.timer(eventPriority.effect, () => aura.apply(5));
    fight.onReset({
      reset: () => {
        aura.apply();
        fight.queue.schedule(again, 600);
      },
    });
    fight.run(1, 0);
    expect(changes).toEqual(['0: 0-1', '600: 1-3', '1600: 3-0']);
    expect(aura.uptime()).toBe(1600);
    expect(aura.remaining()).toBe(0);
  });
});

describe('a periodic effect', () => {
  it('keeps the tick under way when renewed and runs a full duration after it', () => {
    const notes = record(20_000, (fight, note) => {
      const sting = new PeriodicEffect(fight, { name: 'sting', ticks: 3, periodMs: 1000, onTick: () => note('tick') });
      const renew = fight.timer(eventPriority.effect, () => {
        sting.apply();
        note(`remains ${sting.remaining()}`);
      });
      return () => {
        sting.apply();
        fight.queue.schedule(renew, 1500);
      };
    });
    expect(notes).toEqual(['1000 tick', '1500 remains 3500', '2000 tick', '3000 tick', '4000 tick', '5000 tick']);
  });
});

describe('automatic attacks', () => {
  it('that would have come before the pull come with it', () => {
    const notes = record(4000, (fight, note) => {
      const swings = new SwingTimer(
        fight,
        1500,
        () => 1,
        () => note('swing'),
      );
      return () => {
        swings.start();
        swings.restartAt(-2500);
      };
    });
    expect(notes).toEqual(['0 swing', '1500 swing', '3000 swing']);
  });

  it('take on new haste in the middle of a swing when rescaled', () => {
    let haste = 1;
    const notes = record(5000, (fight, note) => {
      const swings = new SwingTimer(
        fight,
        2000,
        () => haste,
        () => note('swing'),
      );
      const faster = fight.timer(eventPriority.effect, () => {
        haste = 2;
        swings.rescale();
      });
      return () => {
        swings.start();
        fight.queue.schedule(faster, 1000);
      };
    });
    expect(notes).toEqual(['0 swing', '1500 swing', '2500 swing', '3500 swing', '4500 swing']);
  });
});

describe('an actor', () => {
  const actorOf = (fight: Fight): Actor => new Actor(fight, { reactionMs: 100, queueWindowMs: 400 });

  it('respects the global cooldown, casts and cooldowns, and queues what is nearly ready', () => {
    const notes = record(6000, (fight, note) => {
      const actor = actorOf(fight);
      const use = (name: string, options: { castMs?: () => number; cooldownMs?: number }): Ability =>
        new Ability({ name, actor, gcdMs: 1000, perform: () => note(name), ...options });
      const strike = use('strike', { cooldownMs: 2300 });
      const shot = use('shot', { castMs: () => 1500 });
      actor.rotation = {
        pick: (windowMs) => [strike, shot].find((ability) => ability.isReadyWithin(windowMs)) ?? null,
        idleUntil: () => 0,
      };
      return () => actor.start();
    });
    // The strike is back at 2300, in the middle of the shot that began at 1000 and takes 1500.
    expect(notes).toEqual(['0 strike', '2500 shot', '2500 strike', '5000 shot', '5000 strike']);
  });

  it('pays for what it uses and waits until it can', () => {
    const notes = record(4000, (fight, note) => {
      const actor = actorOf(fight);
      const focus = new Resource(fight, 'focus', 100, 20);
      const shot = new Ability({
        name: 'shot',
        actor,
        gcdMs: 1000,
        resource: focus,
        cost: 60,
        perform: () => note(`left ${focus.amount()}`),
      });
      actor.rotation = { pick: (windowMs) => (shot.isReadyWithin(windowMs) ? shot : null), idleUntil: () => 0 };
      return () => actor.start();
    });
    expect(notes).toEqual(['0 left 40', '1000 left 0', '4000 left 0']);
  });

  it('lets time pass between two looks, however quick it is', () => {
    const fight = new Fight(1000);
    const actor = new Actor(fight, { reactionMs: 0, queueWindowMs: 0 });
    let looks = 0;
    actor.rotation = {
      pick: () => {
        looks += 1;
        return null;
      },
      idleUntil: () => 0,
    };
    fight.onReset({ reset: () => actor.start() });
    fight.run(1, 0);
    expect(looks).toBe(101);
  });

  it('is not held up by actions that take no time', () => {
    const notes = record(1000, (fight, note) => {
      const actor = actorOf(fight);
      const free = new Ability({ name: 'free', actor, gcdMs: 0, perform: () => note('free') });
      actor.rotation = { pick: () => free, idleUntil: () => 0 };
      return () => actor.start();
    });
    expect(notes.length).toBe(11 * 32);
  });
});
