import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Archive, migrate, openArchive } from '@wowlab/postgres';
import { localUserId, makeJobId } from '@wowlab/protocol';
import { type JobSubmission, openCoordination, type OpenCoordination } from '@wowlab/redis';
import { createLogger } from '@wowlab/runtime';
import { type LocalPostgres, startPostgres, startRedis } from '@wowlab/servers';
import { DpsRecorder, emptyAggregate, encodeAggregate } from '@wowlab/statistics';
import { type Background, startBackground } from '../start-background.ts';

const migrations = fileURLToPath(new URL('../../../../../supabase/migrations', import.meta.url));
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
export const build = 'b'.repeat(64);

export interface Message {
  readonly channel: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** One sentinel's background work and what it published. */
export interface SentinelForTests {
  readonly coordination: OpenCoordination;
  readonly archive: Archive;
  readonly messages: readonly Message[];
  readonly background: Background;
  readonly close: () => Promise<void>;
}

export interface StackForTests {
  readonly redis: Awaited<ReturnType<typeof startRedis>>;
  readonly postgres: LocalPostgres;
  /** `canPublish` false: the realtime server is away. */
  readonly startSentinel: (canPublish?: () => boolean) => Promise<SentinelForTests>;
  /** Kills Redis and starts it without its files. */
  readonly emptyRedis: () => Promise<void>;
  readonly erase: () => Promise<void>;
}

export const startStackForTests = async (): Promise<StackForTests> => {
  const folder = await mkdtemp(join(tmpdir(), 'wowlab-background-'));
  const redis = await startRedis({ dataDir: join(folder, 'redis'), notify: () => undefined });
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), notify: () => undefined });
  await migrate({ url: postgres.url, directory: migrations });
  const startSentinel = async (canPublish = () => true): Promise<SentinelForTests> => {
    const coordination = await openCoordination({ url: redis.url });
    const archive = openArchive({ url: postgres.url, connectTimeoutMs: 1_000 });
    const messages: Message[] = [];
    const background = startBackground({
      coordination,
      archive,
      publish: (channel, data) => {
        if (!canPublish()) return Promise.reject(new Error('the realtime server is away'));
        messages.push({ channel, data: data as Message['data'] });
        return Promise.resolve();
      },
      instance: randomUUID(),
      now: Date.now,
      log: createLogger({ name: 'test', level: 'silent' }),
      signal: new AbortController().signal,
    });
    return {
      coordination,
      archive,
      messages,
      background,
      close: async () => {
        await background.close();
        await coordination.close();
        await archive.close();
      },
    };
  };
  return {
    redis,
    postgres,
    startSentinel,
    emptyRedis: async () => {
      await redis.kill();
      await rm(join(folder, 'redis'), { recursive: true });
      await mkdir(join(folder, 'redis'));
      await redis.restart();
    },
    erase: async () => {
      await redis.erase();
      await postgres.erase();
    },
  };
};

export const aggregateOf = (start: number, count: number): string => {
  const recorder = new DpsRecorder();
  for (let iteration = start; iteration < start + count; iteration += 1) {
    recorder.add(90_000_000 + ((iteration * 7_919) % 20_000) * 1_000, iteration);
  }
  return encodeAggregate({
    ...emptyAggregate(),
    iterations: count,
    simulatedMs: BigInt(count) * 300_000n,
    dps: recorder.totals(),
  });
};

export const submission = (over: Partial<JobSubmission> = {}): JobSubmission => {
  const id = makeJobId(Date.now(), createHash('sha256').update(randomUUID()).digest());
  const configText = JSON.stringify({ version: 1, id });
  return {
    id,
    owner: localUserId,
    idempotencyKey: null,
    requestDigest: sha256(id),
    name: 'a job',
    engineBuild: build,
    seed: 1,
    iterations: 2_000,
    targetErrorPct: null,
    chunkIterations: 50,
    arms: [{ name: 'base', config: sha256(configText), configText }],
    notes: [],
    ...over,
  };
};

export const nodeIdOf = (name: string): string =>
  [...createHash('sha256').update(name).digest()].map((byte) => 'abcdefghijklmnopqrstuvwxyz234567'[byte % 32]).join('');

/** A node that leases and completes, patiently, until told to stop; it registers again when it is not known. */
export const runNode = async (
  coordination: OpenCoordination,
  name: string,
  signal: AbortSignal,
  paceMs = 2,
): Promise<void> => {
  const session = randomUUID();
  const node = nodeIdOf(name);
  const exchange = async (): Promise<void> => {
    const leased = await coordination.leaseChunks({
      ...{ node, session, requestId: randomUUID(), want: 4, builds: [build], iterationsPerSecond: 5_000 },
    });
    if (leased.kind !== 'leased') {
      await coordination.registerNode({
        ...{ id: node, publicKey: sha256(name).slice(0, 43), name, session, cores: 2, workers: 2, memoryBytes: 1 },
        ...{ platform: 'linux x64', agent: '0.1.0', builds: [build] },
        ownership: { owner: localUserId, share: 'public', users: [] },
      });
      return;
    }
    for (const lease of leased.leases) {
      const aggregate = aggregateOf(lease.start, lease.count);
      const report = { kind: 'result', aggregate, computeMs: 3, ...addressOf(lease) } as const;
      const done = await coordination.completeChunks({ node, job: lease.job, reports: [report] });
      if (done.foldDueInMs !== null) {
        await coordination.publishNews({ type: 'fold', job: lease.job, dueInMs: done.foldDueInMs });
      }
    }
  };
  while (!signal.aborted) {
    await exchange().catch(() => undefined);
    await sleep(paceMs);
  }
};

const addressOf = ({ arm, start, count, generation }: Record<'arm' | 'start' | 'count' | 'generation', number>) => ({
  arm,
  start,
  count,
  generation,
});
