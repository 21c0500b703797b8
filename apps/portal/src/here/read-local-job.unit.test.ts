import { readFileSync } from 'node:fs';
import { limits, refusals } from '@wowlab/protocol';
import { expect, test } from 'vitest';
import { readLocalJob } from './read-local-job.ts';

const profile = readFileSync(new URL('../../../../examples/mop-bm-hunter.simc', import.meta.url), 'utf8');
const specs = [{ ruleset: 'mop', class: 'hunter', spec: 'beast_mastery' }];

test('a request becomes the job that a server would make of it', () => {
  const read = readLocalJob({ profile, targetErrorPct: 0.2, seed: 9 }, specs);
  if (read.kind !== 'job') throw new Error('refused');
  expect(read.job.plan).toEqual({ iterations: limits.maxIterations, targetErrorPct: 0.2, seed: 9 });
  expect(read.job.arms).toHaveLength(1);
  expect(read.job.arms[0]?.hash).toMatch(/^[0-9a-f]{64}$/u);
  expect(JSON.parse(read.job.arms[0]?.text ?? '')).toMatchObject({ version: 1, ruleset: 'mop' });
  expect(read.job.name).toBe(read.job.arms[0]?.name);
  const named = readLocalJob({ profile, name: 'Raid set' }, specs);
  expect(named.kind === 'job' && named.job.name).toBe('Raid set');
});

test('a profile with faults is refused with all of them, in the words of the server', () => {
  const read = readLocalJob({ profile: `${profile}\nfrobnicate=1\nlevel=900\n` }, specs);
  if (read.kind !== 'refused') throw new Error('taken');
  expect(read.told.title).toBe(refusals['invalid-profile'].title);
  expect(read.errors.map(({ field }) => field)).toEqual(['frobnicate', 'level']);
});

test('a specialization that the engine does not model is refused with those it does', () => {
  const read = readLocalJob({ profile }, [{ ruleset: 'retail', class: 'mage', spec: 'fire' }]);
  if (read.kind !== 'refused') throw new Error('taken');
  expect(read.told.title).toBe(refusals['unsupported-spec'].title);
  expect(read.errors[0]?.remedy).toBe('Use one of: retail mage fire.');
});
