import { readFileSync } from 'node:fs';
import { Actor, Enemies, Fight, Movement } from '@wowlab/engine';
import { canonicalConfig, parseJobInput } from '@wowlab/simc';
import { type AggregateSummary, decodeAggregate, mergeAggregates, summarizeAggregate } from '@wowlab/statistics';
import { describe, expect, it } from 'vitest';
import { type PreparedArm, prepareArm } from '../prepare-arm.ts';
import { addRaidEvents, RUN_YARDS_PER_SECOND } from './add-raid-events.ts';
import { addPlaces } from './adds-event.ts';
import { eventsOfStyle } from './fight-styles.ts';

const defence = { miss: 0, dodge: 0, glance: 0, glanceFactor: 1, critSuppression: 0 };
const options = { defence, armor: 0, armorConstant: 1, executeShare: 0.2 };

/** Seconds of a fight at which enemies came or went, with how many can be attacked then, and at which the player ran. */
const schedule = (style: Parameters<typeof eventsOfStyle>[0], seconds: number, seed = 1) => {
  const fight = new Fight(seconds * 1000);
  const events = eventsOfStyle(style, seconds * 1000) ?? [];
  const places = addPlaces(events).reduce((sum, count) => sum + count, 0);
  const enemies = new Enemies(
    fight,
    Array.from({ length: 1 + places }, () => options),
    1,
  );
  const actor = new Actor(fight, { reactionMs: 100, queueWindowMs: 0 });
  const movement = new Movement(actor, RUN_YARDS_PER_SECOND);
  const counts: [number, number][] = [];
  const runs: number[] = [];
  enemies.onChange.push(() => {
    const last = counts.at(-1);
    if (last !== undefined && last[0] === fight.now / 1000) last[1] = enemies.count;
    else counts.push([fight.now / 1000, enemies.count]);
  });
  actor.onRestriction = () => {
    if (movement.isMoving) runs.push(fight.now / 1000);
  };
  addRaidEvents(events, 1, { fight, enemies, actor, movement, auras: new Map() }, new Set());
  fight.run(seed, 0);
  return { counts, runs };
};

describe('fight styles', () => {
  it.each(['Patchwerk', 'CastingPatchwerk'] as const)('%s has no events', (style) => {
    expect(eventsOfStyle(style, 300_000)).toEqual([]);
  });

  it('CleaveAdd brings one enemy from 5 % on every 7.5 %, for 5 %, until 90 %', () => {
    const { counts } = schedule('CleaveAdd', 200);
    expect(counts.slice(0, 4)).toEqual([
      [10, 2],
      [20, 1],
      [25, 2],
      [35, 1],
    ]);
    expect(counts.filter(([, count]) => count === 2)).toHaveLength(12);
    expect(counts.at(-2)).toEqual([175, 2]);
  });

  it('HecticAddCleave brings five at a time until 75 %, and makes the player run', () => {
    const { counts, runs } = schedule('HecticAddCleave', 200);
    expect(counts.slice(0, 4)).toEqual([
      [10, 6],
      [20, 1],
      [25, 6],
      [35, 1],
    ]);
    expect(counts.filter(([, count]) => count === 6).at(-1)).toEqual([145, 6]);
    expect(runs.slice(0, 2)).toEqual([6, 10]);
  });

  it('LightMovement runs from 15 s on, about every 40 s', () => {
    const { runs } = schedule('LightMovement', 300);
    expect(runs[0]).toBe(15);
    for (const [index, time] of runs.slice(1).entries()) {
      expect(time - (runs[index] ?? 0)).toBeGreaterThanOrEqual(20);
      expect(time - (runs[index] ?? 0)).toBeLessThanOrEqual(60);
    }
  });

  it('HeavyMovement runs more often than LightMovement', () => {
    expect(schedule('HeavyMovement', 300).runs.length).toBeGreaterThan(schedule('LightMovement', 300).runs.length + 5);
  });

  it('DungeonSlice has a boss for 135 s and then packs of four to six and of one to three', () => {
    const { counts } = schedule('DungeonSlice', 360);
    expect(counts[0]).toEqual([0, 1]);
    const bossLeft = counts.find(([, count]) => count === 0);
    expect(Math.abs((bossLeft?.[0] ?? 0) - 135)).toBeLessThan(6);
    const pack = counts.find(([time]) => time === 140);
    expect(pack?.[1]).toBeGreaterThanOrEqual(4);
    expect(pack?.[1]).toBeLessThanOrEqual(6);
  });

  it('DungeonRoute is not modelled', () => {
    expect(eventsOfStyle('DungeonRoute', 300_000)).toBeNull();
  });
});

const example = readFileSync(new URL('../../../../examples/mop-bm-hunter.simc', import.meta.url), 'utf8');
const armOf = (fight: string, more: (text: string) => string = (text) => text): PreparedArm => {
  const parsed = parseJobInput(more(example.replace('fight_style=Patchwerk', fight)));
  if (parsed.kind !== 'ok') throw new Error(JSON.stringify(parsed.problems));
  const [arm] = parsed.input.arms;
  if (arm === undefined) throw new Error('no arm');
  return prepareArm(canonicalConfig(arm.config));
};
const decoded = (text: string) => {
  const aggregate = decodeAggregate(text);
  if (aggregate.kind !== 'ok') throw new Error(aggregate.problem);
  return aggregate.aggregate;
};
const meanOf = (arm: PreparedArm, count = 60): AggregateSummary => summarizeAggregate(decoded(arm.run(7, 0, count)));

describe('fights with several enemies', () => {
  it.each(['HecticAddCleave', 'DungeonSlice', 'HeavyMovement'])(
    '%s gives one result for every cut of the iterations',
    (style) => {
      const arm = armOf(`fight_style=${style}`);
      const whole = arm.run(3, 0, 12);
      const parts = [arm.run(3, 7, 5), arm.run(3, 0, 4), arm.run(3, 4, 3)].map(decoded);
      expect(mergeAggregates(parts)).toEqual(decoded(whole));
      expect(arm.run(3, 0, 12)).toBe(whole);
    },
  );

  it('deals more with each enemy that stands there, by the list and by Multi-Shot', () => {
    const withMulti = (text: string): string =>
      text.replace('actions=auto_shot', 'actions=auto_shot\nactions+=/multi_shot');
    for (const more of [(text: string): string => text, withMulti]) {
      const dps = [1, 2, 3, 5, 8].map((count) => {
        const fight = (text: string): string => more(text.replace('desired_targets=1', `desired_targets=${count}`));
        return meanOf(armOf('fight_style=Patchwerk', fight)).dps.mean;
      });
      expect([...dps].sort((a, b) => a - b)).toEqual(dps);
    }
  });

  it('loses damage to movement, stuns and an enemy that can not be attacked', () => {
    const free = meanOf(armOf('fight_style=Patchwerk')).dps.mean;
    for (const type of ['movement', 'stun', 'invulnerable']) {
      const arm = armOf(`raid_events=/${type},first=10,cooldown=30,duration=10`);
      expect(arm.notModelled).toEqual([]);
      expect(meanOf(arm).dps.mean).toBeLessThan(0.99 * free);
    }
    const vulnerable = meanOf(armOf('raid_events=/vulnerable,first=0,cooldown=900,duration=900,multiplier=2'));
    expect(Math.abs(vulnerable.dps.mean / free / 2 - 1)).toBeLessThan(0.02);
  });

  it('says by name what has no effect here', () => {
    const arm = armOf('raid_events=/flying,first=1,cooldown=20,duration=5/heal,first=1,cooldown=20');
    expect(arm.notModelled).toEqual(['raid_events: flying', 'raid_events: heal']);
  });

  it('keeps a sting on every enemy when a line cycles through them', () => {
    const cycling = (text: string): string =>
      text
        .replace('desired_targets=1', 'desired_targets=3')
        .replace('actions=auto_shot', 'actions=auto_shot\nactions+=/serpent_sting,cycle_targets=1,if=!ticking');
    const first = (text: string): string => cycling(text).replace('cycle_targets=1,', 'target_if=first:!ticking,');
    const second = (text: string): string => cycling(text).replace('cycle_targets=1,', 'target=2,');
    const stings = (more: (text: string) => string): number =>
      meanOf(armOf('fight_style=Patchwerk', more)).sources.find(({ name }) => name === 'serpent_sting')?.count ?? 0;
    const alone = stings((text) => text);
    expect(stings(cycling)).toBeGreaterThan(2.5 * alone);
    expect(stings(first)).toBeGreaterThan(2.5 * alone);
    expect(stings(second)).toBeGreaterThan(1.5 * alone);
  });

  it('asks about enemies that come', () => {
    const asking =
      (condition: string) =>
      (text: string): string =>
        text.replace('actions=auto_shot', `actions=auto_shot\nactions+=/multi_shot,if=${condition}`);
    const uses = (condition: string): number =>
      meanOf(armOf('fight_style=CleaveAdd', asking(condition)), 10).sources.find(({ name }) => name === 'multi_shot')
        ?.count ?? 0;
    const several = uses('active_enemies>1');
    expect(several).toBeGreaterThan(0);
    expect(uses('raid_event.adds.up')).toBe(several);
    expect(uses('raid_event.adds.exists=0')).toBe(0);
    expect(uses('movement.remains>0')).toBe(0);
  });
});
