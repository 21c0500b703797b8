import { Queue, Worker } from 'bullmq';

/** How many jobs one `addBulk` carries, and how many the worker has under way: the settings that were fastest here. */
const bulkSize = 1_000;
const concurrency = 50;

/**
 * Adds `jobs` empty jobs to BullMQ while one worker processes them, all from this process.
 *
 * @returns jobs per second, from the first add to the last completion.
 */
export const bullmqRound = async (redisUrl: string, jobs: number): Promise<number> => {
  const { hostname: host, port } = new URL(redisUrl);
  const connection = { host, port: Number(port), maxRetriesPerRequest: null };
  const name = `bench-${process.hrtime.bigint()}`;
  const queue = new Queue(name, { connection });
  const options = { connection, concurrency, removeOnComplete: { count: 0 } };
  const worker = new Worker(name, () => Promise.resolve(), options);
  await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]);
  const drained = new Promise<void>((resolve) => {
    let done = 0;
    worker.on('completed', () => {
      done += 1;
      if (done === jobs) resolve();
    });
  });
  const startedMs = performance.now();
  for (let added = 0; added < jobs; added += bulkSize) {
    const size = Math.min(bulkSize, jobs - added);
    await queue.addBulk(
      Array.from({ length: size }, (_, index) => ({ name: 'chunk', data: { start: added + index } })),
    );
  }
  await drained;
  const elapsedMs = performance.now() - startedMs;
  await worker.close();
  await queue.obliterate({ force: true });
  await queue.close();
  return (jobs / elapsedMs) * 1_000;
};
