import { decodeAggregate, encodeAggregate, mergeAggregates } from '@wowlab/statistics';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareArm } from '../prepare-arm.ts';
import { configOf, prepared, randomActions, randomLines, runs } from './random-profile.test-support.ts';

const aggregateOf = (text: string) => {
  const decoded = decodeAggregate(text);
  if (decoded.kind !== 'ok') throw new Error(decoded.problem);
  return decoded.aggregate;
};

describe('any character with any action list', () => {
  it('is simulated to the end of its fight, with every number a number', () => {
    fc.assert(
      fc.property(randomLines, randomActions, fc.nat(), (lines, actions, iteration) => {
        const aggregate = aggregateOf(prepared(lines, actions).run(7, iteration, 2));
        expect(aggregate.iterations).toBe(2);
        expect(aggregate.simulatedMs).toBeGreaterThan(0n);
      }),
      runs(150),
    );
  });

  it('comes to one aggregate however its iterations are cut and in whatever order they run', () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        randomLines,
        randomActions,
        cuts,
        fc.integer({ min: 0, max: 2 ** 40 }),
        fc.array(fc.nat(), { minLength: 6, maxLength: 6 }),
        (lines, actions, counts, from, order) => {
          const config = configOf(lines, actions);
          const total = counts.reduce((sum, count) => sum + count, 0);
          const whole = prepareArm(config).run(3, from, total);
          let start = from;
          const chunks = counts.map((count, index) => ({
            start: (start += count) - count,
            count,
            rank: order[index] ?? 0,
          }));
          chunks.sort((one, other) => one.rank - other.rank);
          // Every second chunk runs on another machine.
          const machines = [prepareArm(config), prepareArm(config)];
          const parts = chunks.map((chunk, index) => machines[index % 2]?.run(3, chunk.start, chunk.count) ?? '');
          expect(encodeAggregate(mergeAggregates(parts.map(aggregateOf)))).toBe(whole);
        },
      ),
      runs(40),
    );
  });

  it('fights another fight in each iteration of each seed', () => {
    fc.assert(
      fc.property(randomLines, randomActions, fc.integer({ min: 0, max: 2 ** 40 }), (lines, actions, from) => {
        // Automatic attacks roll their damage in every fight, whatever the list does.
        const main_hand = 'gun,weapon=gun_2.0speed_1000min_9000max';
        const arm = prepared(
          { ...lines, max_time: '60', vary_combat_length: '0', target_armor: '0', main_hand },
          actions,
        );
        const fights = [1, 2].flatMap((seed) =>
          Array.from({ length: 8 }, (_, index) => arm.run(seed, from + index, 1)),
        );
        const told = fights.map((fight) =>
          JSON.stringify(JSON.parse(fight), (key, value) => (key === 'batches' ? '' : value)),
        );
        expect(new Set(told).size).toBe(fights.length);
      }),
      runs(20),
    );
  });
});
