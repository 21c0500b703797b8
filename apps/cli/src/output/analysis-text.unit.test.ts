import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { comparisonText } from './comparison-text.ts';
import { weightsText } from './weights-text.ts';

const zero = { mean: 0, stdDev: 0, stdError: 0, min: 0, max: 0, p05: 0, p25: 0, p50: 0, p75: 0, p95: 0 };
const arm = (name: string, mean: number) => ({
  name,
  config: '',
  iterations: 100,
  digest: '',
  dps: { ...zero, mean },
  sources: [],
  notModelled: [],
});

test('a comparison shows each arm beside the baseline with its error, its group and what is chance', () => {
  const common = { stdError: 1, isSidegrade: false };
  const text = comparisonText(
    {
      baseline: 0,
      arms: [
        {
          arm: 1,
          rank: 1,
          group: 1,
          difference: 500,
          percent: 0.5,
          error95: 20,
          error95Percent: 0.02,
          verdict: 'better',
          ...common,
        },
        {
          arm: 0,
          rank: 2,
          group: 2,
          difference: 0,
          percent: 0,
          error95: 0,
          error95Percent: 0,
          verdict: 'identical',
          ...common,
        },
        {
          arm: 2,
          rank: 3,
          group: 2,
          difference: -3,
          percent: -0.003,
          error95: 9,
          error95Percent: 0.009,
          verdict: 'within-error',
          ...common,
        },
      ],
    },
    [arm('Mine', 100_000), arm('New bow', 100_500), arm('Ring', 99_997)],
  );
  const [, first, second, third] = stripVTControlCharacters(text).split('\n');
  expect(first).toMatch(/1 {2}New bow +100,500 +\+500\.0 +± 20\.0 +\+0\.50 % ± 0\.02 +1$/u);
  expect(second).toMatch(/2 {2}Mine +100,000 +baseline +2$/u);
  expect(third).toMatch(/3 {2}Ring +99,997 +-3\.0 +± 9\.0 +0\.00 % ± 0\.01 +2 {2}within error$/u);
});

test('weights show their error, both slopes of a stat that bends, and the Pawn string alone on its line', () => {
  const weight = { down: 100, up: 100, above: null, below: null, isBent: false, normalized: null, error95: 0.05 };
  const text = weightsText({
    baseline: 0,
    mainStat: 'agility',
    pawn: '( Pawn: v1: "x": Agility=1.0000 )',
    stats: [
      { ...weight, stat: 'agility', perPoint: 4, verdict: 'clear', normalized: { perPoint: 1, error95: 0 } },
      {
        ...weight,
        stat: 'hit_rating',
        perPoint: 2,
        verdict: 'clear',
        isBent: true,
        below: { perPoint: 4, error95: 0.1 },
        above: { perPoint: 0, error95: 0 },
      },
      { ...weight, stat: 'spirit', perPoint: 0, error95: 0, down: 0, verdict: 'no-effect' },
    ],
  });
  const lines = stripVTControlCharacters(text).split('\n');
  expect(lines[1]).toMatch(/^agility +±100 +\+4\.000 +± 0\.050 +\+1\.000$/u);
  expect(lines[2]).toMatch(/bends: \+4\.000 below, 0\.000 above$/u);
  expect(lines[3]).toMatch(/^spirit +\+100 +0\.000 +no effect$/u);
  expect(lines.at(-1)).toBe('( Pawn: v1: "x": Agility=1.0000 )');
});
