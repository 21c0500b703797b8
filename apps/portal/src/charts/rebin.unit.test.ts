import { expect, test } from 'vitest';
import { rebin } from './rebin.ts';

test('joining bins keeps every iteration and the ends', () => {
  const counts = Array.from({ length: 80 }, (_, index) => index);
  for (const most of [1, 7, 13, 79, 80, 200]) {
    const bars = rebin({ from: 1_000, width: 5, counts }, most);
    expect(bars.length).toBeLessThanOrEqual(most);
    expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(3_160);
    expect(bars[0]?.from).toBe(1_000);
    expect(bars.at(-1)?.to).toBe(1_400);
  }
});

test('no bins give no bars', () => {
  expect(rebin({ from: 0, width: 1, counts: [] }, 10)).toEqual([]);
});
