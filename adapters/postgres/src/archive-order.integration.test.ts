import * as fc from 'fast-check';
import type { Fact } from '@wowlab/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Archive } from './archive.ts';
import { openArchive } from './open-archive.ts';
import {
  chunksFact,
  chunkSummary,
  configFact,
  entryOf,
  jobFact,
  nodeFact,
  nodeId,
  ownerFact,
  resultFact,
  sha256,
  userId,
} from './testing/sample-facts.ts';
import { openTestDatabases, queryOnce, type TestDatabases } from './testing/test-databases.ts';

let databases: TestDatabases;
let url: string;
let archives: readonly [Archive, Archive];
beforeAll(async () => {
  databases = await openTestDatabases();
  url = await databases.create();
  archives = [openArchive({ url }), openArchive({ url })];
});
afterAll(async () => {
  for (const archive of archives) await archive.close();
  await databases.close();
});

/** The facts of a small history: two jobs in three versions, growing results, chunks in overlapping batches, poison. */
const history: readonly Fact[] = [
  ...[1, 2].flatMap((n): Fact[] => [
    configFact(n),
    jobFact(n),
    jobFact(n, { version: 2, state: 'running', startedAtMs: 10 }),
    jobFact(n, { version: 3, state: n === 1 ? 'done' : 'failed', reason: n === 1 ? null : 'poison chunk' }),
    resultFact(n, { iterations: 100 }),
    resultFact(n, { iterations: 300 }),
    chunksFact([chunkSummary(n, 0), chunkSummary(n, 100)]),
    chunksFact([chunkSummary(n, 100), chunkSummary(n, 200)]),
    // Counted again after Redis was lost: one in the same interval, one in another.
    chunksFact([
      chunkSummary(n, 100, { node: nodeId(7), countedAtMs: 1_790_000_000_005 }),
      chunkSummary(n, 200, { count: 50, countedAtMs: 1_790_000_000_006 }),
    ]),
  ]),
  nodeFact(1),
  nodeFact(1, { version: 2, name: 'renamed' }),
  nodeFact(2),
  nodeFact(2, { version: 5 }),
  nodeFact(2, { version: 1, name: 'registered after Redis was lost', lastSeenAtMs: 1_790_000_000_001 }),
  ownerFact(1),
  ownerFact(1, { owner: userId(2), share: 'users', users: [userId(3), userId(4)], changedAtMs: 1_790_000_000_005 }),
  ownerFact(1, { owner: null, changedAtMs: 1_790_000_000_007 }),
  ownerFact(2, { changedAtMs: 1_790_000_000_002, revokedAtMs: 1_790_000_000_002 }),
  // What a sentinel wrote that could not know of the revocation.
  ownerFact(2, { owner: userId(5), changedAtMs: 1_790_000_000_009 }),
  // It would win were it not poison: what a better fact of the same batch supersedes is not looked at.
  { ...resultFact(1, { iterations: 400 }), digest: 'f'.repeat(64) },
  { ...configFact(3), hash: sha256('poison') },
];

const TABLES = ['configs', 'jobs', 'arms', 'results', 'chunks', 'nodes', 'node_owners'];

async function dumpTables(): Promise<unknown> {
  const dump: Record<string, unknown> = {};
  for (const table of TABLES) {
    const rows = await queryOnce(url, `select row_to_json(t)::text as row from public.${table} t order by 1`);
    dump[table] = rows.map(({ row }) => row);
  }
  // Which delivery brought a dead letter first is not part of the record.
  const letters = await queryOnce(
    url,
    'select digest, fact_kind, sql_state, payload from dead_letters order by digest',
  );
  return { ...dump, letters };
}

async function emptyTables(): Promise<void> {
  await queryOnce(url, `truncate ${[...TABLES, 'dead_letters'].map((table) => `public.${table}`).join(', ')}`);
}

test('any order, repetition, batching and division of the same facts between two archivers ends in the same tables', async () => {
  await emptyTables();
  await archives[0].writeFacts(history.map(entryOf));
  const expected = await dumpTables();
  expect(JSON.stringify(expected)).toContain('poison chunk');

  const everyFactAtLeastOnce = fc.array(fc.nat({ max: history.length - 1 }), { maxLength: 12 }).chain((repeated) => {
    const indices = [...history.keys(), ...repeated];
    return fc.shuffledSubarray(indices, { minLength: indices.length, maxLength: indices.length });
  });
  await fc.assert(
    fc.asyncProperty(
      everyFactAtLeastOnce,
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 }),
      async (order, batchSizes) => {
        await emptyTables();
        const queue = order.map((index) => history[index]).filter((fact) => fact !== undefined);
        const batches: Fact[][] = [];
        for (let n = 0; queue.length > 0; n += 1) batches.push(queue.splice(0, batchSizes[n % batchSizes.length]));
        const drain = async (archive: Archive): Promise<void> => {
          for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
            expect(await archive.writeFacts(batch.map(entryOf))).toMatchObject({ kind: 'committed' });
          }
        };
        await Promise.all(archives.map(drain));
        expect(await dumpTables()).toEqual(expected);
      },
    ),
    { numRuns: 25 },
  );
});
