import { Status, type Stats } from '@wowlab/protocol';
import { RedisUnavailableError } from '@wowlab/redis';
import { answer } from '../http/outcome.ts';
import { defineRoute } from '../http/route.ts';
import type { Services } from '../services.ts';
import { sentinelVersion } from '../version.ts';

type Part = Status['parts']['redis'];

/** A part that does not answer by then is told as down; the page must not hang on it. */
const partTimeoutMs = 1_000;

const inTime = async (ask: () => Promise<Part>): Promise<Part> => {
  const late: Part = { state: 'down', latencyMs: null, detail: `no answer within ${partTimeoutMs} ms` };
  const timeout = new Promise<Part>((resolve) => setTimeout(resolve, partTimeoutMs, late).unref());
  return Promise.race([ask(), timeout]);
};

const askRedis = async ({ coordination }: Services): Promise<Part> => {
  try {
    const { latencyMs } = await coordination.ping();
    return { state: 'up', latencyMs, detail: null };
  } catch (error) {
    if (!(error instanceof RedisUnavailableError)) throw error;
    return { state: 'down', latencyMs: null, detail: 'the coordination store does not answer' };
  }
};

const askPostgres = async ({ archive }: Services): Promise<Part> => {
  const pinged = await archive.ping();
  if (pinged.kind === 'unavailable') return { state: 'down', latencyMs: null, detail: 'the archive does not answer' };
  const { latencyMs, writable } = pinged.value;
  return writable
    ? { state: 'up', latencyMs, detail: null }
    : { state: 'down', latencyMs, detail: 'the archive is read-only; results are buffered' };
};

const askRealtime = async ({ realtime, context }: Services): Promise<Part> => {
  const startedMs = context.now();
  const info = await realtime.info();
  if (info.kind !== 'ok') return { state: 'down', latencyMs: null, detail: 'the realtime server does not answer' };
  return { state: 'up', latencyMs: context.now() - startedMs, detail: null };
};

const askCounts = async ({ coordination }: Services): Promise<{ stats: Stats | null; outboxLength: number | null }> => {
  try {
    const [stats, outboxLength] = await Promise.all([coordination.stats(), coordination.outboxLength()]);
    return { stats, outboxLength };
  } catch (error) {
    if (!(error instanceof RedisUnavailableError)) throw error;
    return { stats: null, outboxLength: null };
  }
};

export const getStatus = defineRoute({
  method: 'GET',
  url: '/status',
  operation: 'getStatus',
  summary: 'Health of every part',
  tag: 'operations',
  auth: 'none',
  answers: {
    200: { description: 'Up, or degraded: what can be served is.', schema: Status },
    503: { description: 'Down: the coordination store does not answer.', schema: Status },
  },
  refusals: [],
  async handle(_, services) {
    const [redis, postgres, realtime, counts] = await Promise.all([
      inTime(() => askRedis(services)),
      inTime(() => askPostgres(services)),
      inTime(() => askRealtime(services)),
      askCounts(services),
    ]);
    const parts = { redis, postgres, realtime };
    const allUp = Object.values(parts).every((part) => part.state === 'up');
    const state = redis.state === 'down' ? 'down' : allUp ? 'up' : 'degraded';
    const status: Status = {
      state,
      version: sentinelVersion,
      engineBuild: services.manifest.build,
      instance: services.instance,
      parts,
      ...counts,
    };
    return answer(state === 'down' ? 503 : 200, status, state === 'down' ? { 'retry-after': '1' } : {});
  },
});
