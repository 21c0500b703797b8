import { type AggregateSummary, decodeAggregate, summarizeAggregate } from '@wowlab/statistics';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { prepared, randomActions, randomLines, runs } from './random-profile.test-support.ts';

/** Standard errors of the difference that chance may take: seen once in three million comparisons. */
const chance = 5;

it('more enemies never take less damage in total, for any character with any action list', () => {
  fc.assert(
    fc.property(
      randomLines,
      randomActions,
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 8 }),
      (random, actions, few, more) => {
        const lines = { ...random, max_time: '90', vary_combat_length: '0' };
        const against = (enemies: number): AggregateSummary['dps'] => {
          const decoded = decodeAggregate(
            prepared({ ...lines, desired_targets: String(enemies) }, actions).run(13, 0, 24),
          );
          if (decoded.kind !== 'ok') throw new Error(`${decoded.field}: ${decoded.problem}`);
          return summarizeAggregate(decoded.aggregate).dps;
        };
        const [one, other] = [against(few), against(few + more)];
        const slack = chance * Math.sqrt(one.stdError ** 2 + other.stdError ** 2);
        expect(other.mean).toBeGreaterThanOrEqual(one.mean - slack);
      },
    ),
    runs(25),
  );
});
