import { Job, limits, makeJobId, type Problem, SubmitJob } from '@wowlab/protocol';
import { sha256Hex } from '@wowlab/runtime';
import type { Submitted } from '@wowlab/redis';
import { answer, type Outcome, refuse } from '../http/outcome.ts';
import { defineRoute } from '../http/route.ts';
import { etagOf, lookUpJob } from '../jobs/find-job.ts';
import { readSubmission } from '../jobs/submission.ts';
import type { Services } from '../services.ts';

const fullRetryAfterMs = 10_000;
/** The archive is asked whether a key was used only as long as that does not hold up an honest submission. */
const archiveAskMs = 250;
const keyForm = new RegExp(`^[\\x21-\\x7e]{1,${limits.idempotencyKeyChars}}$`);

const boundOf = {
  jobs: 'as many jobs wait or run as this system takes',
  'owner-jobs': 'as many jobs of this user wait or run as one user may have',
  outbox: 'results wait to be archived, and the archive does not take them',
  memory: 'the coordination store has no memory left',
} as const satisfies Record<Extract<Submitted, { kind: 'full' }>['bound'], string>;

const badKey = (): Outcome => {
  const errors: Problem['errors'] = [
    {
      field: 'Idempotency-Key',
      value: 'not shown',
      problem: `is not 1 to ${limits.idempotencyKeyChars} visible ASCII characters`,
      remedy: 'Send a fresh UUID for each new job, and the same one when the same job is sent again.',
    },
  ];
  return refuse('invalid-request', 'The Idempotency-Key header is not taken.', { errors });
};

const accepted = async (id: string, owner: string, services: Services): Promise<Outcome> => {
  const found = await lookUpJob(id, owner, services);
  if (found.kind !== 'found') {
    return refuse(
      'unavailable',
      `The job ${id} was accepted but can not be read just now; GET /v1/jobs/${id} will tell.`,
    );
  }
  return answer(202, found.job, { location: `/v1/jobs/${id}`, etag: etagOf(found.job.version) });
};

/** A key used before Redis lost its memory is still in the archive. */
const keptSubmission = async (
  owner: string,
  key: string,
  services: Services,
): Promise<{ readonly id: string; readonly requestDigest: string } | null> => {
  const late = new Promise<null>((resolve) => setTimeout(resolve, archiveAskMs, null).unref());
  const asked = services.archive
    .jobByIdempotencyKey(owner, key)
    .then((found) => (found.kind === 'answered' ? found.value : null));
  return Promise.race([asked, late]);
};

export const submitJob = defineRoute({
  method: 'POST',
  url: '/v1/jobs',
  operation: 'submitJob',
  summary: 'Submit a job',
  tag: 'jobs',
  auth: 'user',
  rate: 'submit',
  body: SubmitJob,
  bodyLimit: limits.submitBodyBytes,
  headers: [
    {
      name: 'Idempotency-Key',
      required: false,
      description: 'New per job, kept over retries: the same key and body give the same job.',
    },
  ],
  answers: { 202: { description: 'Accepted; `Location` and `ETag` are set.', schema: Job } },
  refusals: ['invalid-profile', 'unsupported-spec', 'idempotency-conflict', 'queue-full'],
  async handle({ caller, body, header, rawBody }, services) {
    const { context, clock, coordination, metrics, manifest } = services;
    const idempotencyKey = header('idempotency-key') ?? null;
    if (idempotencyKey !== null && !keyForm.test(idempotencyKey)) return badKey();
    const submission = readSubmission(
      { id: makeJobId(clock.now(), context.randomBytes(10)), owner: caller.id, idempotencyKey, rawBody, body },
      manifest,
    );
    if ('kind' in submission) {
      metrics.submitted.inc({ outcome: 'refused' });
      return submission;
    }
    const conflict = (id: string): Outcome =>
      refuse('idempotency-conflict', `The Idempotency-Key was used for another body, which became the job ${id}.`);
    if (idempotencyKey !== null) {
      const kept = await keptSubmission(caller.id, idempotencyKey, services);
      if (kept !== null) {
        return kept.requestDigest === sha256Hex(rawBody) ? accepted(kept.id, caller.id, services) : conflict(kept.id);
      }
    }
    const submitted = await coordination.submitJob(submission);
    switch (submitted.kind) {
      case 'accepted': {
        metrics.submitted.inc({ outcome: submitted.replayed ? 'replayed' : 'accepted' });
        const iterations = submission.iterations * submission.arms.length;
        // A hint: idle nodes ask by themselves before long.
        if (!submitted.replayed) {
          await coordination
            .publishNews({ type: 'work', build: submission.engineBuild, iterations, owner: caller.id })
            .catch(() => undefined);
        }
        return accepted(submitted.id, caller.id, services);
      }
      case 'conflict':
        metrics.submitted.inc({ outcome: 'conflict' });
        return conflict(submitted.id);
      case 'full':
        metrics.submitted.inc({ outcome: 'full' });
        return refuse('queue-full', `No job is taken now: ${boundOf[submitted.bound]}.`, {
          retryAfterMs: fullRetryAfterMs,
        });
      default:
        return submitted satisfies never;
    }
  },
});
