import { describe, expect, it } from 'vitest';
import { Ability } from './ability.ts';
import { Actor } from './actor.ts';
import { Cooldown } from './cooldown.ts';
import { Fight } from './fight.ts';

const at = (fight: Fight, now: number): void => {
  fight.now = now;
};

describe('a cooldown with charges', () => {
  it('gives charges back one after another, each after a whole recharge', () => {
    const fight = new Fight(60_000);
    const cooldown = new Cooldown(fight, 10_000, 2);
    cooldown.start();
    at(fight, 4000);
    cooldown.start();
    expect([cooldown.charges(), cooldown.readyAt, cooldown.fullRechargeMs()]).toEqual([0, 10_000, 16_000]);
    at(fight, 10_000);
    expect([cooldown.charges(), cooldown.isReady]).toEqual([1, true]);
    at(fight, 15_000);
    expect(cooldown.chargesFractional()).toBeCloseTo(1.5, 12);
    at(fight, 25_000);
    expect([cooldown.charges(), cooldown.fullRechargeMs()]).toEqual([2, 0]);
  });

  it('recovers faster with haste, from the moment haste changes on', () => {
    const fight = new Fight(60_000);
    const cooldown = new Cooldown(fight, 18_000, 2, 1.2);
    cooldown.start();
    expect(cooldown.fullRechargeMs()).toBeCloseTo(15_000, 9);
    at(fight, 5000);
    cooldown.setRate(2.4);
    expect(cooldown.fullRechargeMs()).toBeCloseTo(5000, 9);
    cooldown.start();
    expect(cooldown.readyAt).toBe(10_000);
    expect(cooldown.fullRechargeMs()).toBeCloseTo(5000 + 7500, 9);
  });

  it('keeps what a reduction has left over for the next charge', () => {
    const fight = new Fight(60_000);
    const cooldown = new Cooldown(fight, 10_000, 2);
    cooldown.start();
    cooldown.start();
    at(fight, 9000);
    cooldown.reduce(4000);
    expect(cooldown.charges()).toBe(1);
    expect(cooldown.fullRechargeMs()).toBe(7000);
    cooldown.reduce(60_000);
    expect(cooldown.charges()).toBe(2);
    cooldown.reduce(1000);
    cooldown.start();
    expect(cooldown.fullRechargeMs()).toBe(10_000);
  });

  it('goes on with the charge under way when another is given back', () => {
    const fight = new Fight(60_000);
    const cooldown = new Cooldown(fight, 10_000, 3);
    cooldown.start();
    cooldown.start();
    at(fight, 6000);
    cooldown.restore(1);
    expect([cooldown.charges(), cooldown.fullRechargeMs()]).toEqual([2, 4000]);
    cooldown.restore(5);
    expect([cooldown.charges(), cooldown.fullRechargeMs()]).toEqual([3, 0]);
  });

  it('is as new after a reset', () => {
    const fight = new Fight(60_000);
    const cooldown = new Cooldown(fight, 10_000, 2, 1.5);
    cooldown.setRate(3);
    cooldown.start();
    cooldown.start();
    fight.run(1, 0);
    fight.now = 0;
    expect(cooldown.charges()).toBe(2);
    cooldown.start();
    expect(cooldown.fullRechargeMs()).toBeCloseTo(10_000 / 1.5, 9);
  });

  it('refuses a number of charges that is none', () => {
    expect(() => new Cooldown(new Fight(1000), 1000, 0)).toThrow(RangeError);
  });
});

describe('a global cooldown', () => {
  it.each([
    [1, 1500],
    [1.25, 1200],
    [3, 750],
  ])('of 1.5 s at haste %d takes %d ms for abilities haste acts on, and stays for others', (haste, expected) => {
    const fight = new Fight(10_000);
    const actor = new Actor(fight, { reactionMs: 100, queueWindowMs: 0, shortestGcdMs: 750 });
    actor.gcdHaste = haste;
    const ability = (hastedGcd: boolean): Ability =>
      new Ability({ name: 'shot', actor, gcdMs: 1500, hastedGcd, perform: () => {} });
    expect(actor.gcdOf(ability(true))).toBe(expected);
    expect(actor.gcdOf(ability(false))).toBe(1500);
  });
});
