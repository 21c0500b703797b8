import { expect, test } from 'vitest';
import { sortSources } from './source-order.ts';

const source = (name: string, dps: number) => ({ name, dps, share: dps / 10, count: 1, meanHit: dps });
const sources = [source('b', 2), source('a', 2), source('c', 5)];
const names = (column: 'name' | 'dps', falling: boolean) =>
  sortSources(sources, { column, falling })
    .map(({ name }) => name)
    .join('');

test('sources sort by any column both ways, equals always by name', () => {
  expect(names('dps', true)).toBe('cab');
  expect(names('dps', false)).toBe('abc');
  expect(names('name', false)).toBe('abc');
  expect(names('name', true)).toBe('cba');
});
