import { randomUUID } from 'node:crypto';
import { type LinkedStack, startLinkedStack } from '@wowlab/stack';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditDoneJob, untilArchived } from './audit-job.ts';
import { must, Player } from './player.ts';
import { alone, openScene, type Scene } from './scene.ts';
import { soon } from './soon.ts';

let scene: Scene<LinkedStack>;
beforeAll(async () => {
  scene = await openScene(startLinkedStack({ sentinels: 2, nodes: 0 }));
});
afterAll(() => scene.close());

const second = 1;

/** Holds the answer of Redis to what the first sentinel sends, kills that sentinel meanwhile, and starts it again later. */
const killBetweenWriteAndReply = async (
  text: string,
  send: () => Promise<unknown>,
  isWritten: () => Promise<boolean>,
) => {
  const [sentinel] = scene.stack.sentinels;
  const passed = scene.stack.redisLink.holdRepliesTo(text);
  const lost = send();
  await passed;
  await soon('the write in Redis', isWritten, 800);
  await sentinel?.kill();
  return lost;
};

test('B.7 kill -9 of a sentinel between the write of a submission and the reply: the retry is given the same job', async () => {
  const { stack, player, coordination, database } = scene;
  const [firstUrl = ''] = stack.sentinelUrls;
  const direct = new Player(firstUrl, { retryForMs: 0 });
  const key = randomUUID();
  const request = scene.job({ iterations: 200, seed: 71, chunkIterations: 100 });
  const me = must(await direct.client.me());
  const jobs = async () => (await coordination.listJobs(me.id, null, 10)).jobs;
  await killBetweenWriteAndReply(
    key,
    async () => expect((await direct.client.submit(request, { idempotencyKey: key })).kind).toBe('unreachable'),
    async () => (await jobs()).length === 1,
  );
  const [written] = await jobs();

  const retried = await player.submit(request, key);
  expect(retried.id, 'the original answer').toBe(written?.id);
  expect(await jobs()).toHaveLength(1);
  await stack.sentinels[0]?.restart();
  const node = await scene.handNode();
  expect(await node.workUntilIdle(second)).toBe(2);
  await auditDoneJob(scene, retried.id, await alone(200, 71));
  const { rows } = await database.query('select count(*)::int as jobs from public.jobs');
  expect(rows).toEqual([{ jobs: 1 }]);
  await direct.close();
});

test('B.7 kill -9 of a sentinel between the write of results and leases and the reply: the retry is given the original answer', async () => {
  const { stack, coordination } = scene;
  const { id } = await scene.player.submit(scene.job({ iterations: 600, seed: 72, chunkIterations: 100 }));
  const node = await scene.handNode();
  const completed = await node.compute(await node.leaseOf(id, 2));
  const exchange = { requestId: randomUUID(), completed, want: 2 };
  await killBetweenWriteAndReply(
    exchange.requestId,
    async () => expect((await node.exchange(exchange)).kind).toBe('unreachable'),
    async () => {
      const chunks = (await coordination.background.scrubJob(id))?.chunks;
      return chunks?.done === 2 && chunks.leased === 2;
    },
  );
  const retried = must(await node.exchange(exchange, second));
  expect(retried.completed, 'counted before, and not again').toEqual(['repeated', 'repeated']);
  expect(
    retried.leases.map(({ start, generation }) => [start, generation]),
    'the leases that were granted, not new ones',
  ).toEqual([
    [200, 1],
    [300, 1],
  ]);
  expect((await coordination.background.scrubJob(id))?.chunks).toEqual({ open: 0, leased: 2, done: 2, dead: 0 });
  await stack.sentinels[0]?.restart();
  expect(await node.bring(await node.compute(retried.leases), 0)).toEqual(['counted', 'counted']);
  expect(await node.workUntilIdle()).toBe(2);
  await auditDoneJob(scene, id, await alone(600, 72));
});

test('B.16 Postgres commits and the reply is lost, again and again: the replays change nothing', async () => {
  const { stack, database } = scene;
  const node = await scene.handNode();
  for (let round = 0; round < 4; round += 1) {
    const cut = stack.postgresLink.cutRepliesTo('commit');
    const { id } = await scene.player.submit(scene.job({ iterations: 200, seed: 160 + round, chunkIterations: 50 }));
    expect(await node.workUntilIdle(round % 2)).toBe(4);
    await cut;
    await untilArchived(scene);
    await auditDoneJob(scene, id, await alone(200, 160 + round));
  }
  const { rows } = await database.query(
    `select count(*)::int as chunks, count(distinct (job_id, arm, first_iteration))::int as intervals from public.chunks
     where job_id in (select id from public.jobs where seed >= 160)`,
  );
  expect(rows).toEqual([{ chunks: 16, intervals: 16 }]);
});
