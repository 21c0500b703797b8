import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** The numbers a sentinel tells Prometheus. No label holds what a caller sent. */
export interface Metrics {
  readonly registry: Registry;
  /** Asks Redis for what is only read when scraped. Never rejects. */
  readonly refresh: () => Promise<void>;
  readonly requests: Histogram<'method' | 'route' | 'status'>;
  readonly refusals: Counter<'code'>;
  readonly securityEvents: Counter<'type'>;
  readonly workSeconds: Histogram;
  readonly chunks: Counter<'outcome'>;
  readonly leases: Counter;
  readonly submitted: Counter<'outcome'>;
}

export interface Gauges {
  /** Read when scraped; null for what can not be told just now. */
  readonly read: () => Promise<{
    readonly outboxLength: number;
    readonly redisLatencyMs: number;
    readonly queuedJobs: number;
    readonly runningJobs: number;
    readonly activeNodes: number;
  } | null>;
}

export const createMetrics = (gauges: Gauges): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  // Event loop lag is among these.
  collectDefaultMetrics({ register: registry, prefix: 'wowlab_sentinel_' });
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name: `wowlab_${name}`, help, labelNames, registers });
  const outbox = gauge('outbox_length', 'Facts that still have to reach Postgres.');
  const redis = gauge('redis_latency_seconds', 'Round trip of one command.');
  const redisUp = gauge('redis_up', '1 while Redis answers.');
  const nodes = gauge('active_nodes', 'Nodes with a fresh heartbeat.');
  const jobs = gauge('jobs', 'Jobs that have not ended.', ['state']);
  const refresh = async (): Promise<void> => {
    const now = await gauges.read();
    redisUp.set(now === null ? 0 : 1);
    if (now === null) return;
    outbox.set(now.outboxLength);
    redis.set(now.redisLatencyMs / 1_000);
    nodes.set(now.activeNodes);
    jobs.set({ state: 'queued' }, now.queuedJobs);
    jobs.set({ state: 'running' }, now.runningJobs);
  };
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Counter({ name: `wowlab_${name}`, help, labelNames, registers });
  return {
    registry,
    refresh,
    requests: new Histogram({
      name: 'wowlab_http_request_seconds',
      help: 'Time to answer a request.',
      labelNames: ['method', 'route', 'status'],
      buckets: seconds,
      registers,
    }),
    refusals: counter('refusals_total', 'Problems answered.', ['code']),
    securityEvents: counter('security_events_total', 'Events of the security log.', ['type']),
    workSeconds: new Histogram({
      name: 'wowlab_work_exchange_seconds',
      help: 'Time a work exchange took after its signature was verified.',
      buckets: seconds,
      registers,
    }),
    chunks: counter('chunks_total', 'Results brought by nodes.', ['outcome']),
    leases: counter('leases_total', 'Leases given.'),
    submitted: counter('jobs_submitted_total', 'Submissions.', ['outcome']),
  };
};
