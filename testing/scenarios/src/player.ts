import { readServerAddress, SentinelClient, watchJob, type Answer } from '@wowlab/client';
import type { Job, Report, SubmitJob } from '@wowlab/protocol';

/** The value of an answer that the scenario needs to be good. */
export const must = <Value>(answer: Answer<Value>): Value => {
  if (answer.kind === 'ok') return answer.value;
  throw new Error(answer.kind === 'refused' ? JSON.stringify(answer.problem) : answer.reason);
};

/** A player at a stack: what scenarios ask, through the client that players use. */
export class Player {
  readonly client: SentinelClient;

  constructor(url: string, options: { readonly retryForMs?: number; readonly token?: string } = {}) {
    const address = readServerAddress(url);
    if (address.kind !== 'read') throw new Error(address.problem);
    this.client = new SentinelClient({ origin: address.origin, retryForMs: 60_000, ...options });
  }

  async submit(request: SubmitJob, idempotencyKey?: string): Promise<Job> {
    return must(await this.client.submit(request, idempotencyKey === undefined ? {} : { idempotencyKey }));
  }

  /** Follows a job to its end, whatever breaks meanwhile. */
  async end(id: string): Promise<Job> {
    for (;;) {
      const answer = await watchJob(this.client, id);
      if (answer.kind === 'ok') return answer.value;
      if (answer.kind === 'refused' && answer.problem.status < 500) throw new Error(JSON.stringify(answer.problem));
    }
  }

  /** Submits, follows, and gives the report of a job that must end as done. */
  async simulate(request: SubmitJob): Promise<Report> {
    return this.report((await this.submit(request)).id);
  }

  async report(id: string): Promise<Report> {
    const job = await this.end(id);
    if (job.state !== 'done') throw new Error(`Job ${job.id} ended as ${job.state}: ${job.reason}`);
    return must(await this.client.result(job.id));
  }

  /** Waits until at least so many iterations of a job were counted. */
  async untilIterations(id: string, iterations: number): Promise<void> {
    for (;;) {
      const job = must(await this.client.job(id));
      const done = job.arms.reduce((sum, arm) => sum + arm.iterations, 0);
      if (done >= iterations) return;
      if (job.state !== 'queued' && job.state !== 'running') {
        throw new Error(`Job ${id} is ${job.state} after ${done} iterations, before it came to ${iterations}.`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  close(): Promise<void> {
    return this.client.close();
  }
}

/** The digests of a report's arms, in order. */
export const digestsOf = (report: Report): readonly string[] => report.arms.map((arm) => arm.digest);
