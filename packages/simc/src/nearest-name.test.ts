import { describe, expect, it } from 'vitest';
import { nearestName, suggestName } from './nearest-name.ts';

const keys = ['max_time', 'iterations', 'target_error', 'spec', 'seed'];

describe('the nearest name', () => {
  it.each([
    ['max_tiem', 'max_time'],
    ['iteration', 'iterations'],
    ['Iterations', 'iterations'],
    ['spce', 'spec'],
    ['target_eror', 'target_error'],
  ])('finds for %s the name %s', (written, expected) => {
    expect(nearestName(written, keys)).toBe(expected);
  });

  it('finds nothing when nothing is close', () => {
    expect(nearestName('bananas', keys)).toBeNull();
    expect(nearestName('', keys)).toBeNull();
    expect(nearestName('x'.repeat(100_000), keys)).toBeNull();
  });

  it('counts a swap of neighbours as one edit', () => {
    expect(nearestName('ab', ['ba'])).toBe('ba');
  });

  it('names what exists when nothing is close', () => {
    expect(suggestName('bananas', keys, 'keys')).toBe('Known keys: max_time, iterations, target_error, spec, seed.');
    expect(
      suggestName(
        'zzzzzz',
        Array.from({ length: 14 }, (_, index) => `name${index}`),
        'names',
      ),
    ).toMatch(/name11, and 2 more\.$/);
  });
});
