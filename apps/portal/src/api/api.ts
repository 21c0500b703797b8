import type { FleetPage, JobPage, Job, RealtimeToken, Report, Stats, Status, SubmitJob } from '@wowlab/protocol';
import {
  readFleetPage,
  readJob,
  readJobPage,
  readRealtimeToken,
  readReport,
  readStats,
  readStatus,
} from './answers.ts';
import type { Http, Request } from './http.ts';

/** A job as read, when the reading began (ms of this machine), and the ETag to change it by. */
export interface JobRecord {
  readonly job: Job;
  readonly etag: string;
  readonly askedAtMs: number;
}

/** One function per REST route the portal uses. Failures are `RefusedError`, `UnreachableError` or `ShapeError`. */
export interface Api {
  readonly userId: () => Promise<string>;
  /** Safe to repeat with the same key: the first answer is given again. */
  readonly submit: (job: SubmitJob, idempotencyKey: string, signal: AbortSignal) => Promise<JobRecord>;
  readonly job: (id: string, signal?: AbortSignal) => Promise<JobRecord>;
  readonly cancel: (id: string, etag: string) => Promise<Job>;
  readonly result: (id: string, signal?: AbortSignal) => Promise<Report>;
  readonly jobs: (cursor: string | null, signal?: AbortSignal) => Promise<JobPage>;
  readonly nodes: (cursor: string | null, signal?: AbortSignal) => Promise<FleetPage>;
  readonly stats: (signal?: AbortSignal) => Promise<Stats>;
  readonly status: (signal?: AbortSignal) => Promise<Status>;
  readonly realtimeToken: () => Promise<RealtimeToken>;
}

const page = (path: string, cursor: string | null): string =>
  cursor === null ? path : `${path}?cursor=${encodeURIComponent(cursor)}`;

export const createApi = ({ send, session }: Http): Api => {
  const jobPath = (id: string) => `/v1/jobs/${encodeURIComponent(id)}`;
  const readRecord = async (path: string, request: Request): Promise<JobRecord> => {
    const askedAtMs = Date.now();
    const { value, etag } = await send(path, readJob, request);
    return { job: value, etag: etag ?? `"${value.version}"`, askedAtMs };
  };
  return {
    userId: async () => (await session()).user,
    submit: (body, idempotencyKey, signal) =>
      readRecord('/v1/jobs', { method: 'POST', body, headers: { 'idempotency-key': idempotencyKey }, signal }),
    job: (id, signal) => readRecord(jobPath(id), { signal }),
    cancel: async (id, etag) =>
      (await send(`${jobPath(id)}/cancel`, readJob, { method: 'POST', body: {}, headers: { 'if-match': etag } })).value,
    result: async (id, signal) => (await send(`${jobPath(id)}/result`, readReport, { signal })).value,
    jobs: async (cursor, signal) => (await send(page('/v1/jobs', cursor), readJobPage, { signal })).value,
    nodes: async (cursor, signal) => (await send(page('/v1/nodes', cursor), readFleetPage, { signal })).value,
    stats: async (signal) => (await send('/v1/stats', readStats, { signal })).value,
    status: async (signal) => (await send('/status', readStatus, { signal, alsoRead: 503 })).value,
    realtimeToken: async () =>
      (await send('/v1/realtime/token', readRealtimeToken, { method: 'POST', body: {} })).value,
  };
};
