import { expect, test } from 'vitest';
import { formatBytes, formatPct, formatShare } from './numbers.ts';
import { formatAge, formatDuration, formatRemaining } from './times.ts';

test('percentages keep two digits that matter', () => {
  expect([12.34, 4.21, 0.314, 0.0519, 250].map(formatPct)).toEqual(['12 %', '4.2 %', '0.31 %', '0.052 %', '250 %']);
  expect(formatShare(0.1853)).toBe('18.5 %');
});

test('sizes count in steps of 1024', () => {
  expect([512, 12_700, 16e9].map(formatBytes)).toEqual(['512 B', '12.4 KB', '14.9 GB']);
});

test('times are told in the unit that fits', () => {
  expect([340, 4_210, 80_000, 7_500_000].map(formatDuration)).toEqual(['340 ms', '4.2 s', '1 min 20 s', '2 h 5 min']);
  expect([200, 8_400, 150_000].map(formatRemaining)).toEqual(['1 s', '8 s', '3 min']);
});

test('an age never counts below zero, whatever the clocks', () => {
  expect(formatAge(5_000, 1_000)).toBe('0 s ago');
  expect(formatAge(0, 59_999)).toBe('59 s ago');
  expect(formatAge(0, 3 * 3_600_000)).toBe('3 h ago');
});
