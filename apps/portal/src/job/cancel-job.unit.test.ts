import { makeProblem, type Job } from '@wowlab/protocol';
import { expect, test } from 'vitest';
import { RefusedError } from '../api/api-error.ts';
import { cancelJob } from './cancel-job.ts';

const job = (state: Job['state'], version: number) => ({
  job: { state, version } as Job,
  etag: `"${version}"`,
  askedAtMs: 0,
});

test('a job that changed between reading and cancelling is read again and cancelled by its new version', async () => {
  const versions = [job('queued', 1), job('running', 2)];
  const sent: string[] = [];
  await cancelJob(
    {
      job: async () => versions.shift() ?? job('running', 2),
      cancel: async (_, etag) => {
        sent.push(etag);
        if (etag !== '"2"') throw new RefusedError(makeProblem('version-conflict', 'version 1 is gone'));
        return job('cancelled', 3).job;
      },
    },
    'id',
  );
  expect(sent).toEqual(['"1"', '"2"']);
});

test('a job that has ended is left as it is', async () => {
  const cancel = () => Promise.reject(new Error('must not be sent'));
  await expect(cancelJob({ job: async () => job('done', 3), cancel }, 'id')).resolves.toBeUndefined();
});

test('any other refusal is told', async () => {
  const cancel = () => Promise.reject(new RefusedError(makeProblem('forbidden', 'not yours')));
  await expect(cancelJob({ job: async () => job('running', 2), cancel }, 'id')).rejects.toThrow('not yours');
});
