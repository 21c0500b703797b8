import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, openArchive } from '@wowlab/postgres';
import { startPostgres, startRedis } from '@wowlab/servers';
import { repositoryRoot } from '@wowlab/stack';
import { bullmqRound } from './bullmq-round.ts';
import { realAggregate } from './engine.ts';
import { type Bench, median } from './figure.ts';
import { spineRound } from './spine-round.ts';

const rounds = 5;
const workUnits = 20_000;

/**
 * Chunks through lease, complete and archive against BullMQ's add and process, on one Redis and from one process, in turn.
 * Ours also writes each chunk's summary to Postgres; BullMQ's job is empty.
 */
export const storeBench: Bench = {
  name: 'store',
  title: 'lease + complete + archive against BullMQ add + process, on one Redis',
  run: async (tell) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'wowlab-bench-'));
    await chmod(dataDir, 0o711);
    const [redis, postgres] = await Promise.all([
      startRedis({ dataDir: join(dataDir, 'redis') }),
      startPostgres({ dataDir: join(dataDir, 'postgres') }),
    ]);
    try {
      await migrate({ url: postgres.url, directory: join(repositoryRoot, 'supabase/migrations') });
      const archive = openArchive({ url: postgres.url });
      const aggregate = await realAggregate(10);
      const ours: number[] = [];
      const theirs: number[] = [];
      for (let round = 0; round <= rounds; round += 1) {
        const spine = await spineRound(redis.url, archive, workUnits, aggregate);
        const bullmq = await bullmqRound(redis.url, workUnits);
        tell(
          `   round ${round}: ${Math.round(spine)} chunks/s, BullMQ ${Math.round(bullmq)} jobs/s${round === 0 ? ' (warm-up)' : ''}`,
        );
        if (round === 0) continue;
        ours.push(spine);
        theirs.push(bullmq);
      }
      await archive.close();
      return [
        { name: 'chunks through the spine', value: median(ours), unit: '1/s' },
        { name: 'BullMQ jobs', value: median(theirs), unit: '1/s' },
        {
          name: 'spine / BullMQ',
          value: median(ours.map((value, index) => value / (theirs[index] ?? Number.NaN))),
          unit: '×',
          floor: 1,
          goal: 3,
        },
      ];
    } finally {
      await Promise.all([redis.stop(), postgres.stop()]);
      await rm(dataDir, { recursive: true, force: true });
    }
  },
};
