import { readFileSync } from 'node:fs';
import { localUserId, type SubmitJob } from '@wowlab/protocol';
import { expect, test } from 'vitest';
import { readSubmission } from './submission.ts';

const profile = readFileSync(new URL('../../../../examples/mop-bm-hunter-auto.simc', import.meta.url), 'utf8');
const manifest = { build: 'b'.repeat(64), specs: [{ ruleset: 'mop', class: 'hunter', spec: 'beast_mastery' }] };

const read = (body: Omit<SubmitJob, 'profile'>, specs = manifest.specs) =>
  readSubmission(
    {
      id: '01h00000000000000000000000',
      owner: localUserId,
      idempotencyKey: null,
      rawBody: new Uint8Array(),
      body: { profile, ...body },
    },
    { ...manifest, specs },
  );

test('a job as large as the limits allow is taken with the smallest chunks that keep it bounded', () => {
  expect(read({ iterations: 1_000_000, chunkIterations: 5 })).toMatchObject({
    iterations: 1_000_000,
    chunkIterations: 5,
  });
});

test('chunks so small that a job would have more than 200,000 are refused, naming the smallest that will do', () => {
  const refused = JSON.stringify(read({ iterations: 1_000_000, chunkIterations: 4 }));
  expect(refused).toContain('/chunkIterations');
  expect(refused).toContain('250000 chunks');
  expect(refused).toContain('Send 5 or more');
});

test('a length beside a target error is refused, and so is a specialization that this build does not model', () => {
  expect(JSON.stringify(read({ iterations: 5, targetErrorPct: 1 }))).toContain('/targetErrorPct');
  expect(JSON.stringify(read({}, [{ ruleset: 'retail', class: 'mage', spec: 'fire' }]))).toContain(
    'Use one of: retail mage fire',
  );
});
