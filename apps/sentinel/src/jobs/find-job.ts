import type { Job } from '@wowlab/protocol';
import type { Archive } from '@wowlab/postgres';
import type { Coordination } from '@wowlab/redis';
import { refuse, type Refused } from '../http/outcome.ts';
import { logSecurityEvent } from '../security-event.ts';
import type { Services } from '../services.ts';
import { jobOfArchive, jobOfRecord } from './job-view.ts';

export interface FoundJob {
  readonly kind: 'found';
  readonly job: Job;
  /** Where it was found: only a live job can change. */
  readonly source: 'live' | 'archive';
  readonly computeMs: number;
}

type Stores = { readonly coordination: Pick<Coordination, 'readJob'>; readonly archive: Pick<Archive, 'jobById'> };

/** Looks where jobs live, then where they are kept. */
export const lookUpJob = async (
  id: string,
  viewer: string,
  { coordination, archive }: Stores,
): Promise<FoundJob | { readonly kind: 'unknown' } | { readonly kind: 'unavailable'; readonly reason: string }> => {
  const record = await coordination.readJob(id);
  if (record !== null) return { kind: 'found', job: jobOfRecord(record), source: 'live', computeMs: record.computeMs };
  const archived = await archive.jobById(id, viewer);
  if (archived.kind === 'unavailable') return { kind: 'unavailable', reason: archived.reason };
  if (archived.value === null) return { kind: 'unknown' };
  return { kind: 'found', job: jobOfArchive(archived.value), source: 'archive', computeMs: archived.value.computeMs };
};

/** The job, if it is the user's. Another's job is answered like one that never was: ids say nothing about their owners. */
export const findOwnJob = async (id: string, user: string, services: Services): Promise<FoundJob | Refused> => {
  const found = await lookUpJob(id, user, services);
  if (found.kind === 'unavailable') {
    return refuse(
      'unavailable',
      `The job is not among the live ones, and the archive does not answer: ${found.reason}`,
    );
  }
  if (found.kind === 'found' && found.job.owner === user) return found;
  if (found.kind === 'found') {
    services.metrics.securityEvents.inc({ type: 'foreign-job' });
    logSecurityEvent(services.log, 'foreign-job', { job: id, user });
  }
  return refuse('not-found', `There is no job ${id} of this user.`);
};

/** A job's ETag: its version. */
export const etagOf = (version: number): string => `"${version}"`;
