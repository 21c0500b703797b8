import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregateOf, sampleArbitrary } from './aggregate-arbitrary.test-support.ts';
import { emptyAggregate } from './aggregate.ts';
import { reportDetails } from './report-details.ts';

describe('the details of a report', () => {
  it('are means of one fight', () => {
    fc.assert(
      fc.property(fc.array(sampleArbitrary, { minLength: 1, maxLength: 12 }), (samples) => {
        const { sources, fightLength } = reportDetails(aggregateOf(samples));
        const hits = samples.reduce((sum, sample) => sum + sample.hits.length, 0);
        expect(sources.reduce((sum, { executes }) => sum + executes, 0)).toBeCloseTo(hits / samples.length, 6);
        const mean = samples.reduce((sum, { lengthMs }) => sum + lengthMs, 0) / samples.length;
        expect(fightLength.meanMs).toBeCloseTo(mean, 6);
        expect(fightLength.histogram?.counts.reduce((sum, count) => sum + count, 0)).toBe(samples.length);
      }),
    );
  });

  it('read rows and counters by their names', () => {
    const details = reportDetails({
      ...emptyAggregate(),
      iterations: 2,
      simulatedMs: 20_000n,
      counters: [{ name: 'apl.st.cleave.12.kill_command', value: 8n }],
      tallies: [
        { name: 'buff.pet.frenzy', sums: [10_000n, 25_000n, 6n, 2n] },
        { name: 'cooldown.player.kill_command', sums: [8n, 3000n] },
        { name: 'damage.1000', sums: Array.from({ length: 10 }, () => 4000n) },
        { name: 'gain.player.focus.cobra_shot', sums: [4n, 56_000n, 2000n] },
        { name: 'proc.player.lucky', sums: [3n] },
        { name: 'resource.player.focus', sums: [200_000n, 30_500n] },
        { name: 'spend.player.focus.kill_command', sums: [8n, 320_000n] },
        { name: 'use.player.cobra_shot', sums: [4n] },
      ],
    });
    expect(details.auras).toEqual([
      { kind: 'buff', actor: 'pet', name: 'frenzy', uptime: 0.5, meanStacks: 2.5, applications: 3, refreshes: 1 },
    ]);
    expect(details.resources).toEqual([
      {
        actor: 'player',
        name: 'focus',
        start: 100,
        end: 15.25,
        gains: [{ name: 'cobra_shot', count: 2, amount: 28, wasted: 1 }],
        spends: [{ name: 'kill_command', count: 4, amount: 160 }],
      },
    ]);
    expect(details.abilities).toEqual([
      { actor: 'player', name: 'kill_command', uses: 4, idleMs: 1500 },
      { actor: 'player', name: 'cobra_shot', uses: 2, idleMs: 0 },
    ]);
    expect(details.procs).toEqual([{ actor: 'player', name: 'lucky', count: 1.5 }]);
    expect(details.actionLists).toEqual([{ list: 'st.cleave', line: 12, action: 'kill_command', uses: 4 }]);
    expect(details.timeline.dps).toEqual(Array.from({ length: 10 }, () => 2000));
    expect(details.fightLength).toEqual({ meanMs: 10_000, histogram: null });
  });

  it('give the DPS of the fights that lasted so long where lengths vary', () => {
    const { timeline, fightLength } = reportDetails({
      ...emptyAggregate(),
      iterations: 2,
      simulatedMs: 3500n,
      tallies: [
        { name: 'damage.1000', sums: [200n, 100n, 50n] },
        { name: 'ends.1000', sums: [0n, 1n, 1n] },
        { name: 'ends_ms.1000', sums: [0n, 0n, 500n] },
      ],
    });
    expect(timeline.dps).toEqual([100, 100, 100]);
    expect(fightLength.histogram).toEqual({ fromMs: 1000, widthMs: 1000, counts: [1, 1] });
  });
});
