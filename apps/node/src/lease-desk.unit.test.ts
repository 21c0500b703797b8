import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Lease } from '@wowlab/protocol';
import { createLogger, EnginePool, readEngineBundle, sha256Hex } from '@wowlab/runtime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigCache } from './config-cache.ts';
import { LeaseDesk } from './lease-desk.ts';
import { Outbox } from './outbox.ts';

const enginePath = fileURLToPath(new URL('../../../adapters/runtime/src/fixtures/fixture-engine.mjs', import.meta.url));
const logger = createLogger({ name: 'test', destination: { write: () => undefined } });

let folder: string;
let pool: EnginePool;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wowlab-desk-'));
  const read = await readEngineBundle(enginePath);
  if (read.kind !== 'read') throw new Error(read.problem);
  pool = await EnginePool.open({ bundle: read.bundle, workers: 1 });
});
afterEach(async () => {
  await pool.close();
  await rm(folder, { recursive: true });
});

const configText = JSON.stringify({ rounds: 50 });
const leaseOf = (start: number): Lease => ({
  job: '01k00000000000000000000000',
  arm: 0,
  start,
  count: 10,
  generation: 1,
  build: pool.build,
  config: sha256Hex(configText),
  seed: 1,
  leaseMs: 60_000,
});

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the leases a node holds', () => {
  it('are counted until their results are in the outbox, so that nobody stops in between', async () => {
    const outbox = await Outbox.open(join(folder, 'spool'), logger);
    const configs = await ConfigCache.open({
      folder: join(folder, 'configs'),
      fetch: async () => ({ kind: 'fetched', text: configText }),
    });
    const desk = new LeaseDesk({ pool, configs, outbox, logger, onSettled: () => undefined });
    const starts = Array.from({ length: 20 }, (_, index) => index * 10);
    desk.accept(starts.map(leaseOf));
    while (outbox.results < starts.length) {
      expect(desk.held + outbox.results).toBeGreaterThanOrEqual(starts.length);
      await nextTurn();
    }
    expect(desk.held).toBe(0);
  });
});
