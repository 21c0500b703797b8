import { describe, expect, it } from 'vitest';
import type { Batch } from './outbox.ts';
import { refusedItems } from './refused-items.ts';

const ref = (start: number) => ({ job: '01k00000000000000000000000', arm: 0, start, count: 10, generation: 1 });
const result = (start: number) => ({ ...ref(start), aggregate: '{}', computeMs: 1 });
const batch: Batch = {
  completed: [result(0), result(10), result(20)],
  failed: [{ ...ref(30), reason: 'x' }],
  returned: [ref(40)],
};

describe('what of a batch a refusal means', () => {
  it('is what the errors point at, each named once', () => {
    const errors = ['/completed/1/aggregate', '/completed/1/computeMs', '/failed/0/reason'].map((field) => ({ field }));
    expect(refusedItems(batch, errors)).toEqual({ completed: [result(10)], failed: batch.failed, returned: [] });
  });

  it('is everything when the errors point at nothing that was brought', () => {
    expect(refusedItems(batch, [])).toBe(batch);
    expect(refusedItems(batch, [{ field: '/want' }, { field: '/completed/7' }])).toBe(batch);
  });
});
