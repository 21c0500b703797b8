import type {
  FleetPage,
  Job,
  JobPage,
  Problem,
  ProgressMessage,
  RealtimeToken,
  Report,
  Session,
  Stats,
  Status,
  UserMessage,
} from '@wowlab/protocol';
import { readComparison, readOffset, readWeights } from './analysis-answers.ts';
import { readDetails } from './read-details.ts';
import { flag, listOf, number, oneOf, orNull, record, recordWith, text, type Read } from './shape.ts';

/*
 * Readers for what the server sends. The schemas of the protocol would bring their library into the page; these are
 * held to the protocol's types by the annotations instead.
 */

const jobState = oneOf('queued', 'running', 'done', 'failed', 'cancelled');

const armProgress = recordWith(
  {
    name: text,
    config: text,
    iterations: number,
    target: number,
    mean: orNull(number),
    stdError: orNull(number),
  },
  { offset: readOffset },
);

export const readJob: Read<Job> = record({
  id: text,
  owner: text,
  name: text,
  state: jobState,
  version: number,
  reason: orNull(text),
  engineBuild: text,
  seed: number,
  iterations: number,
  targetErrorPct: orNull(number),
  arms: listOf(armProgress),
  createdAtMs: number,
  startedAtMs: orNull(number),
  finishedAtMs: orNull(number),
  notes: listOf(text),
});

export const readJobPage: Read<JobPage> = record({ jobs: listOf(readJob), nextCursor: orNull(text) });

const histogram = record({ from: number, width: number, counts: listOf(number) });

export const readProgress: Read<ProgressMessage> = record({
  type: oneOf('progress'),
  job: text,
  seq: number,
  state: jobState,
  version: number,
  reason: orNull(text),
  iterations: number,
  target: number,
  arms: listOf(armProgress),
  histogram: orNull(histogram),
  elapsedMs: number,
});

export const readUserMessage: Read<UserMessage> = record({
  type: oneOf('job'),
  job: text,
  state: jobState,
  version: number,
});

export const readReport: Read<Report> = recordWith(
  {
    job: record({ id: orNull(text), state: jobState, version: number }),
    engine: record({ build: text }),
    seed: number,
    arms: listOf(
      recordWith(
        {
          name: text,
          config: text,
          iterations: number,
          digest: text,
          dps: record({
            mean: number,
            stdDev: number,
            stdError: number,
            min: number,
            max: number,
            p05: number,
            p25: number,
            p50: number,
            p75: number,
            p95: number,
          }),
          sources: listOf(record({ name: text, dps: number, share: number, count: number, meanHit: number })),
          notModelled: listOf(text),
        },
        { offset: readOffset, histogram, details: readDetails },
      ),
    ),
    timing: record({ wallMs: number, computeMs: number }),
  },
  { comparison: readComparison, weights: readWeights },
);

export const readFleetPage: Read<FleetPage> = record({
  nodes: listOf(
    record({
      id: text,
      name: text,
      state: oneOf('active', 'draining', 'dead'),
      platform: text,
      agent: text,
      cores: number,
      workers: number,
      builds: listOf(text),
      registeredAtMs: number,
      lastHeartbeatAtMs: number,
      leases: number,
      chunksDone: number,
      metrics: orNull(
        record({
          cpuPct: number,
          memoryUsedBytes: number,
          memoryTotalBytes: number,
          load1: number,
          busyWorkers: number,
          workers: number,
          iterationsPerSecond: number,
          temperatureC: orNull(number),
        }),
      ),
      mine: flag,
      claimed: flag,
      share: oneOf('private', 'users', 'public'),
      trust: oneOf('unproven', 'proven', 'quarantined'),
      agreed: number,
      users: listOf(text),
    }),
  ),
  nextCursor: orNull(text),
});

export const readStats: Read<Stats> = record({
  activeNodes: number,
  activeWorkers: number,
  queuedJobs: number,
  runningJobs: number,
  chunksPerMinute: number,
  iterationsPerSecond: number,
});

const part = record({ state: oneOf('up', 'down'), latencyMs: orNull(number), detail: orNull(text) });

export const readStatus: Read<Status> = record({
  state: oneOf('up', 'degraded', 'down'),
  version: text,
  engineBuild: text,
  instance: text,
  parts: record({ redis: part, postgres: part, realtime: part }),
  stats: orNull(readStats),
  outboxLength: orNull(number),
});

export const readSession: Read<Session> = record({ accessToken: text, expiresAtMs: number, user: text });

export const readRealtimeToken: Read<RealtimeToken> = record({ token: text, expiresAtMs: number, url: text });

export const readProblem: Read<Problem> = recordWith(
  { type: text, title: text, status: number, detail: text, remedy: text, code: text },
  {
    instance: text,
    errors: listOf(
      recordWith({ field: text, value: text, problem: text, remedy: text }, { line: number, column: number }),
    ),
    serverTimeMs: number,
    retryAfterMs: number,
  },
);
