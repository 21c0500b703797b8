import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@wowlab/runtime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countThatFits, Outbox } from './outbox.ts';

const job = '01k00000000000000000000000';
const otherJob = '01k00000000000000000000001';
const ref = (start: number, of = job) => ({ job: of, arm: 0, start, count: 10, generation: 1 });
const result = (start: number, of = job) => ({ ...ref(start, of), aggregate: '{"iterations":10}', computeMs: 5 });

let folder: string;
let logged: string[];
const open = () =>
  Outbox.open(folder, createLogger({ name: 'test', destination: { write: (line) => logged.push(line) } }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wowlab-outbox-'));
  logged = [];
});
afterEach(() => rm(folder, { recursive: true }));

describe('what a node still has to tell', () => {
  it('holds results over a restart until they were answered for', async () => {
    const first = await open();
    await first.addResult(result(0));
    await first.addResult(result(10));
    const second = await open();
    expect(second.results).toBe(2);
    const batch = second.batch();
    expect(batch.completed).toEqual([result(0), result(10)]);
    await second.settle(batch);
    expect(second.isEmpty).toBe(true);
    expect((await open()).isEmpty).toBe(true);
  });

  it('keeps what arrived after the batch was sent', async () => {
    const outbox = await open();
    await outbox.addResult(result(0));
    const batch = outbox.batch();
    await outbox.addResult(result(10));
    outbox.addFailure(ref(20), 'broken');
    await outbox.settle(batch);
    expect(outbox.batch()).toEqual({
      completed: [result(10)],
      failed: [{ ...ref(20), reason: 'broken' }],
      returned: [],
    });
  });

  it('carries at most 64 results at once, and fewer after a body was too large', async () => {
    const outbox = await open();
    for (let index = 0; index < 70; index += 1) await outbox.addResult(result(index * 10));
    expect(outbox.batch().completed).toHaveLength(64);
    expect(outbox.halve(64)).toBe(true);
    expect(outbox.batch().completed).toHaveLength(32);
    expect(outbox.halve(1)).toBe(false);
  });

  it('fits bodies by their bytes and always sends at least one', () => {
    expect(countThatFits([10, 10, 10], 64, 25)).toBe(2);
    expect(countThatFits([10, 10, 10], 2, 1_000)).toBe(2);
    expect(countThatFits([500, 10], 64, 100)).toBe(1);
    expect(countThatFits([], 64, 100)).toBe(0);
  });

  it('forgets a job that has ended, on disk too', async () => {
    const outbox = await open();
    await outbox.addResult(result(0));
    await outbox.addResult(result(0, otherJob));
    outbox.addFailure(ref(10), 'broken');
    outbox.addReturn(ref(20));
    await outbox.dropJob(job);
    expect(outbox.batch()).toEqual({ completed: [result(0, otherJob)], failed: [], returned: [] });
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('removes a damaged file and says so', async () => {
    await writeFile(join(folder, `${job}-0-0-10-1.json`), '{"job":');
    await writeFile(join(folder, `${job}-0-10-10-1.json`), JSON.stringify(result(990)));
    const outbox = await open();
    expect(outbox.isEmpty).toBe(true);
    expect(await readdir(folder)).toEqual([]);
    expect(logged).toHaveLength(2);
    expect(logged[0]).toContain('will be run again');
  });

  it('bounds and escapes a reason before it is told', async () => {
    const outbox = await open();
    outbox.addFailure(ref(0), `\u001b[2J${'x'.repeat(9_000)}`);
    const [failure] = outbox.batch().failed;
    expect(failure?.reason).toHaveLength(500);
    expect(failure?.reason.startsWith('\\u001b[2J')).toBe(true);
  });
});
