import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Fact } from '@wowlab/protocol';

import type { Archive, OutboxEntry, WriteOutcome } from './archive.ts';
import { openArchive } from './open-archive.ts';
import {
  chunksFact,
  chunkSummary,
  configFact,
  entryOf,
  jobFact,
  jobId,
  nodeFact,
  nodeId,
  resultFact,
  sha256,
} from './testing/sample-facts.ts';
import { openTestDatabases, queryOnce, type TestDatabases } from './testing/test-databases.ts';

let databases: TestDatabases;
beforeAll(async () => {
  databases = await openTestDatabases();
});
afterAll(async () => {
  await databases.close();
});

let url: string;
let archive: Archive;
beforeEach(async () => {
  url = await databases.create();
  archive = openArchive({ url });
});
afterEach(async () => {
  await archive.close();
});

async function write(...facts: Fact[]): Promise<Extract<WriteOutcome, { kind: 'committed' }>> {
  return writeEntries(facts.map(entryOf));
}

async function writeEntries(entries: OutboxEntry[]): Promise<Extract<WriteOutcome, { kind: 'committed' }>> {
  const outcome = await archive.writeFacts(entries);
  if (outcome.kind !== 'committed') throw new Error(`not committed: ${outcome.reason}`);
  return outcome;
}

async function valueOf<Value>(
  answer: Promise<{ kind: 'answered'; value: Value } | { kind: 'unavailable'; reason: string }>,
): Promise<Value> {
  const settled = await answer;
  if (settled.kind !== 'answered') throw new Error(`unavailable: ${settled.reason}`);
  return settled.value;
}

test('every field of every fact comes back as it went in', async () => {
  const job = jobFact(1, { state: 'done', version: 3, reason: 'a\tb', startedAtMs: 5, finishedAtMs: 6, computeMs: 7 });
  const result = resultFact(1);
  const node = nodeFact(1);
  const config = configFact(1);
  const written = await write(job, result, node, config, chunksFact([chunkSummary(1, 0), chunkSummary(1, 100)]));
  expect(written).toMatchObject({ entries: 5, rowsChanged: 7, deadLetters: [] });

  const { kind: _job, arms: _arms, ...jobFields } = job;
  const aggregate = JSON.parse(result.aggregate) as { dps: { sum: string; sumOfSquares: string } };
  expect(await valueOf(archive.jobById(job.id))).toEqual({
    ...jobFields,
    arms: [
      {
        name: job.arms[0]?.name,
        config: config.hash,
        result: {
          iterations: result.iterations,
          digest: result.digest,
          dpsSum: aggregate.dps.sum,
          dpsSumOfSquares: aggregate.dps.sumOfSquares,
        },
      },
    ],
  });
  expect(await valueOf(archive.resultOf(job.id))).toEqual([
    {
      arm: 0,
      name: job.arms[0]?.name,
      config: config.hash,
      iterations: result.iterations,
      digest: result.digest,
      aggregate: result.aggregate,
    },
  ]);
  const { kind: _node, ...nodeFields } = node;
  expect(await valueOf(archive.nodeById(node.id))).toEqual(nodeFields);
  expect(await valueOf(archive.configText(config.hash))).toBe(config.text);
  expect(await queryOnce(url, 'select ruleset, class, spec from configs')).toEqual([
    { ruleset: 'mop', class: 'hunter', spec: 'beast_mastery' },
  ]);
  expect(
    await queryOnce(url, `select *, encode(digest, 'hex') as digest from chunks order by first_iteration`),
  ).toEqual([
    {
      job_id: jobId(1),
      arm: 0,
      first_iteration: 0,
      iterations: 100,
      node_id: nodeId(0),
      generation: 1,
      compute_ms: 2_000,
      digest: sha256('1/0'),
      counted_at_ms: '1790000000000',
    },
    expect.objectContaining({ first_iteration: 100, node_id: nodeId(100) }),
  ]);
});

test('the same facts written again change nothing', async () => {
  const facts = [
    jobFact(1),
    resultFact(1),
    nodeFact(1),
    configFact(1),
    chunksFact([chunkSummary(1, 0), chunkSummary(1, 100)]),
  ];
  expect((await write(...facts)).rowsChanged).toBe(7);
  expect((await write(...facts)).rowsChanged).toBe(0);
});

test('a newer version of a job or node wins, the same or an older one changes nothing', async () => {
  await write(jobFact(1, { version: 2, state: 'running' }), nodeFact(1, { version: 2, name: 'second' }));
  const late = await write(
    jobFact(1, { version: 1, state: 'queued' }),
    jobFact(1, { version: 2, state: 'failed' }),
    nodeFact(1, { version: 1, name: 'first' }),
  );
  expect(late.rowsChanged).toBe(0);
  expect(await valueOf(archive.jobById(jobId(1)))).toMatchObject({ state: 'running', version: 2 });
  await write(jobFact(1, { version: 3, state: 'done' }), nodeFact(1, { version: 3, name: 'third' }));
  expect(await valueOf(archive.jobById(jobId(1)))).toMatchObject({ state: 'done', version: 3 });
  expect(await valueOf(archive.nodeById(nodeId(1)))).toMatchObject({ name: 'third', version: 3 });
});

test('several versions of one row in one batch end as the newest, in any order', async () => {
  await write(
    jobFact(1, { version: 2, state: 'running' }),
    jobFact(1, { version: 3, state: 'done' }),
    jobFact(1, { version: 1 }),
    resultFact(1, { iterations: 200 }),
    resultFact(1, { iterations: 100 }),
    chunksFact([chunkSummary(1, 0), chunkSummary(1, 0)]),
    chunksFact([chunkSummary(1, 0)]),
  );
  expect(await valueOf(archive.jobById(jobId(1)))).toMatchObject({ state: 'done', version: 3 });
  expect((await valueOf(archive.resultOf(jobId(1))))[0]?.iterations).toBe(200);
  expect(await queryOnce(url, 'select count(*)::int as n from chunks')).toEqual([{ n: 1 }]);
});

test('a job cut anew after Redis was lost: the view shows each iteration once, as it was counted last', async () => {
  const again = { generation: 1, node: nodeId(9) };
  await write(
    chunksFact([chunkSummary(1, 0), chunkSummary(1, 100), chunkSummary(1, 200)]),
    chunksFact([
      chunkSummary(1, 0, { ...again, count: 60, countedAtMs: 1_790_000_009_000 }),
      chunkSummary(1, 60, { ...again, count: 90, countedAtMs: 1_790_000_009_001 }),
      chunkSummary(1, 150, { ...again, count: 50, countedAtMs: 1_790_000_009_002 }),
    ]),
    chunksFact([chunkSummary(2, 0), chunkSummary(1, 0, { arm: 1 })]),
  );
  const rows = await queryOnce(
    url,
    `select first_iteration, iterations, node_id from public.counted_chunks where job_id = '${jobId(1)}' and arm = 0
     order by first_iteration`,
  );
  expect(rows).toEqual([
    { first_iteration: 0, iterations: 60, node_id: nodeId(9) },
    { first_iteration: 60, iterations: 90, node_id: nodeId(9) },
    { first_iteration: 150, iterations: 50, node_id: nodeId(9) },
    { first_iteration: 200, iterations: 100, node_id: nodeId(200) },
  ]);
});

describe('a poison row goes to the dead letters with its reason while the rest is committed', () => {
  const good = (): OutboxEntry[] => [
    entryOf(configFact(8)),
    entryOf(jobFact(8)),
    entryOf(resultFact(8)),
    entryOf(chunksFact([chunkSummary(8, 0)])),
  ];
  const body = (fact: object): string => JSON.stringify(fact);
  const nul = { ...configFact(1), text: '{"name":"\\u0000"}', hash: sha256('{"name":"\\u0000"}') };
  const cases: [what: string, poison: string, factKind: string, reason: RegExp][] = [
    ['a body that is not JSON', '{"kind":"job"', 'unknown', /^not JSON: /],
    ['an unknown kind', body({ kind: 'rumour' }), 'unknown', /"rumour"; known are config, node/],
    ['a body that is not an object', 'null', 'unknown', /kind of fact is missing/],
    ['U+0000 in a name', body(jobFact(1, { name: 'a\0b' })), 'job', /^\/name holds the character U\+0000$/],
    [
      'U+0000 in a note',
      body(jobFact(1, { notes: ['fine', '\0'] })),
      'job',
      /^\/notes\/1 holds the character U\+0000$/,
    ],
    ['a lone surrogate', body(nodeFact(1, { name: 'a\uD800' })), 'node', /^\/name holds half of a surrogate pair$/],
    [
      'a name that is too long',
      body(jobFact(1, { name: 'x'.repeat(257) })),
      'job',
      /^\/name must not have more than 256/,
    ],
    ['a seed beyond 2^53', body(jobFact(1)).replace('9007199254740991', '9007199254740993'), 'job', /^\/seed must be/],
    ['a number that overflows', body(jobFact(1)).replace('"weight":1', '"weight":1e400'), 'job', /^\/weight must be/],
    ['a version of 0', body(jobFact(1, { version: 0 })), 'job', /^\/version must be >= 1$/],
    ['a text where a number belongs', body({ ...nodeFact(1), cores: '8' }), 'node', /^\/cores must be integer$/],
    ['a field nobody knows', body({ ...nodeFact(1), extra: 1 }), 'node', /extra/],
    ['no chunks', body({ kind: 'chunks', chunks: [] }), 'chunks', /list of 1 to 1000/],
    [
      'a chunk beyond an integer',
      body(chunksFact([chunkSummary(1, 2 ** 31)])),
      'chunk',
      /^\/start must be <= 2147483647$/,
    ],
    [
      'a config under a foreign hash',
      body({ ...configFact(1), hash: sha256('other') }),
      'config',
      /hash_is_of_canonical/,
    ],
    ['a config that is not JSON', body({ kind: 'config', hash: sha256('nope'), text: 'nope' }), 'config', /json/],
    ['a config with an escaped U+0000', body(nul), 'config', /cannot be converted to text|unsupported Unicode/],
    [
      'an aggregate under a foreign digest',
      body({ ...resultFact(1), digest: sha256('x') }),
      'result',
      /digest_is_of_agg/,
    ],
    [
      'an aggregate without its sums',
      body({ ...resultFact(1), aggregate: '{"dps":{}}', digest: sha256('{"dps":{}}') }),
      'result',
      /aggregate_has_sums/,
    ],
  ];

  test.each(cases)('%s', async (_what, poison, factKind, reason) => {
    const entry = { id: '77-1', body: poison };
    const [first, ...others] = good();
    if (first === undefined) throw new Error('there are good entries');
    const outcome = await writeEntries([first, entry, ...others]);
    expect(outcome.deadLetters).toHaveLength(1);
    expect(outcome.deadLetters[0]).toMatchObject({ outboxId: '77-1', factKind, reason: expect.stringMatching(reason) });
    expect(outcome.rowsChanged).toBe(5);
    expect(await valueOf(archive.deadLetters(10))).toEqual(outcome.deadLetters);
    expect(await valueOf(archive.resultOf(jobId(8)))).toHaveLength(1);
  });

  test('emoji and other astral characters are no poison', async () => {
    const outcome = await write(jobFact(1, { name: '🏹 ‮ \u001b[31m <b>' }));
    expect(outcome.deadLetters).toEqual([]);
    expect((await valueOf(archive.jobById(jobId(1))))?.name).toBe('🏹 ‮ \u001b[31m <b>');
  });

  test('many at once, scattered over a large batch, and their repetition adds no second letter', async () => {
    const facts: Fact[] = Array.from({ length: 100 }, (_, n) => resultFact(n));
    const poisoned = facts.map((fact, n) => (n % 9 === 0 ? { ...fact, digest: sha256(`no ${n}`) } : fact));
    const entries = poisoned.map(entryOf);
    const first = await writeEntries(entries);
    expect(first.rowsChanged).toBe(88);
    expect(first.deadLetters).toHaveLength(12);
    expect(first.deadLetters.every((letter) => letter.sqlState === '23514')).toBe(true);
    const second = await writeEntries(entries);
    expect(second.rowsChanged).toBe(0);
    expect(await queryOnce(url, 'select count(*)::int as n from dead_letters')).toEqual([{ n: 12 }]);
  });

  test('one bad chunk does not take its companions along', async () => {
    const chunks = [chunkSummary(1, 0), { ...chunkSummary(1, 100), count: 0 }, chunkSummary(1, 200)];
    const outcome = await write(chunksFact(chunks));
    expect(outcome.rowsChanged).toBe(2);
    expect(outcome.deadLetters.map(({ payload }) => JSON.parse(payload) as unknown)).toEqual([chunks[1]]);
  });
});

test('entries whose delivery failed too often are kept unread, whatever they hold', async () => {
  const outcome = await archive.deadLetter([{ id: '5-0', body: 'a\0b\uDC00' }], 'delivered 20 times');
  expect(outcome.kind).toBe('committed');
  expect(await valueOf(archive.deadLetters(1))).toEqual([
    { outboxId: '5-0', factKind: 'unknown', reason: 'delivered 20 times', sqlState: null, payload: 'a\\u0000b\\udc00' },
  ]);
});

test('two archivers writing the same rows at once in opposite orders both commit, and nothing is lost', async () => {
  const other = openArchive({ url });
  for (let round = 0; round < 5; round += 1) {
    const facts: Fact[] = Array.from({ length: 60 }, (_, n) => [
      jobFact(n, { version: round + 1 }),
      resultFact(n, { iterations: round + 1 }),
      configFact(n),
      chunksFact([chunkSummary(n, round)]),
    ]).flat();
    const outcomes = await Promise.all([
      archive.writeFacts(facts.map(entryOf)),
      other.writeFacts(facts.toReversed().map(entryOf)),
    ]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['committed', 'committed']);
  }
  await other.close();
  expect(await queryOnce(url, 'select count(*)::int as n, min(version)::int as version from jobs')).toEqual([
    { n: 60, version: 5 },
  ]);
  expect(await queryOnce(url, 'select count(*)::int as n from chunks')).toEqual([{ n: 300 }]);
});
