import type { Job } from '@wowlab/protocol';
import { expect, test } from 'vitest';
import { uniqueJobs } from './unique-jobs.ts';

const page = (...ids: string[]) => ({ jobs: ids.map((id) => ({ id }) as Job), nextCursor: null });

test('a job that came in between two reads is not listed twice', () => {
  expect(uniqueJobs([page('d', 'c'), page('c', 'b'), page('a')]).map(({ id }) => id)).toEqual(['d', 'c', 'b', 'a']);
});
