import type { FieldError } from '@wowlab/protocol';
import type { Batch } from './outbox.ts';

const pointer = /^\/?(completed|failed|returned)[/.[](\d+)/;

/**
 * What of a batch a refusal means. Each error points into the request (`/completed/3/aggregate`); a refusal that points at
 * nothing in the batch means all of it, since sending the same again would be refused the same.
 */
export const refusedItems = (batch: Batch, errors: readonly Pick<FieldError, 'field'>[]): Batch => {
  const named = { completed: new Set<number>(), failed: new Set<number>(), returned: new Set<number>() };
  for (const { field } of errors) {
    const [, list, index] = pointer.exec(field) ?? [];
    if (list === 'completed' || list === 'failed' || list === 'returned') named[list].add(Number(index));
  }
  const refused: Batch = {
    completed: batch.completed.filter((_, index) => named.completed.has(index)),
    failed: batch.failed.filter((_, index) => named.failed.has(index)),
    returned: batch.returned.filter((_, index) => named.returned.has(index)),
  };
  return refused.completed.length + refused.failed.length + refused.returned.length === 0 ? batch : refused;
};
