import { randomUUID } from 'node:crypto';
import type { Answer, Bell, NodeClient } from '@wowlab/client';
import { periods, type Problem, type WorkAnswer, type WorkRequest } from '@wowlab/protocol';
import type { EnginePool, Logger } from '@wowlab/runtime';
import type { ContactLog } from './contact-log.ts';
import type { LeaseDesk } from './lease-desk.ts';
import { MovingAverage } from './moving-average.ts';
import { endOf, type NodeEnd } from './node-end.ts';
import type { NodeSession } from './node-session.ts';
import type { Batch, Outbox } from './outbox.ts';
import { refusedItems } from './refused-items.ts';
import type { Registration } from './registration.ts';
import { wantedLeases } from './wanted-leases.ts';

export interface WorkLoopOptions {
  readonly client: NodeClient;
  readonly session: NodeSession;
  readonly pool: EnginePool;
  readonly desk: LeaseDesk;
  readonly outbox: Outbox;
  readonly registration: Registration;
  readonly contact: ContactLog;
  readonly logger: Logger;
  /** Rung when a lease was settled. */
  readonly bell: Bell;
  /** Aborted at the end of the time to drain: nothing is waited for any more. */
  readonly signal: AbortSignal;
}

type Refused = Extract<Answer<WorkAnswer>, { kind: 'refused' }>;

/** Results wait on the other side of an outage: no longer than this after it is over. */
const longestDelayMs = 5_000;
const roundTripWeight = 0.3;
const maxIterationsPerSecond = 1e7;

/**
 * Talks with the server about work: brings what is in the outbox and asks for leases in one exchange, one at a time. With
 * nothing to do it is parked and asks at a slow jittered pace, or when it is woken. While draining it only brings.
 */
export class WorkLoop {
  readonly #options: WorkLoopOptions;
  readonly #roundTripMs = new MovingAverage(roundTripWeight);
  /** When an idle node asks again, on the monotonic clock. */
  #askAtMs = 0;
  /** The server wants this node to take nothing new for now. */
  #paused = false;
  #draining = false;
  #exchangeDue = false;
  #exchanges = 0;

  constructor(options: WorkLoopOptions) {
    this.#options = options;
  }

  /** Rises at the begin and at the end of each exchange: odd while one is under way. */
  get exchanges(): number {
    return this.#exchanges;
  }

  /** There may be work: ask now. */
  wake(): void {
    this.#askAtMs = 0;
    this.#options.bell.ring();
  }

  /** The server has news about what this node holds: exchange now, also with nothing to bring or ask. */
  sync(): void {
    this.#exchangeDue = true;
    this.#options.bell.ring();
  }

  /** Whether to take nothing new because the server says so; what waits is given back, what runs is finished. */
  pause(paused: boolean): void {
    if (paused === this.#paused) return;
    this.#paused = paused;
    this.#options.logger.info(paused ? 'the server asks this node to take no new work' : 'taking work again');
    if (paused) this.#options.desk.returnWaiting();
    this.wake();
  }

  /** Takes nothing new for good; `run` ends when everything held has been finished and told. */
  drain(): void {
    this.#draining = true;
    this.#options.desk.returnWaiting();
    this.wake();
  }

  /** @throws what the signal was aborted with. */
  async run(): Promise<NodeEnd> {
    const { desk, outbox, bell, signal } = this.#options;
    for (;;) {
      signal.throwIfAborted();
      const want = this.#wanted();
      const waitMs = want > 0 ? this.#askAtMs - performance.now() : Infinity;
      if (outbox.isEmpty && waitMs > 0 && !this.#exchangeDue) {
        if (this.#draining && desk.held === 0) return { kind: 'drained' };
        await bell.wait(waitMs, signal);
        continue;
      }
      this.#exchangeDue = false;
      this.#exchanges += 1;
      const end = await this.#exchange(want);
      this.#exchanges += 1;
      if (end !== undefined) return end;
    }
  }

  #wanted(): number {
    if (this.#draining || this.#paused) return 0;
    const { pool, desk } = this.#options;
    const { queued, chunkMs } = desk;
    return wantedLeases({ workers: pool.workers, held: queued, chunkMs, roundTripMs: this.#roundTripMs.value });
  }

  async #exchange(want: number): Promise<NodeEnd | undefined> {
    const { client, session, pool, outbox, contact, registration, signal } = this.#options;
    const registered = await registration.underWay;
    if (registered?.kind === 'ended') return registered.end;
    const batch = outbox.batch();
    const request: WorkRequest = {
      requestId: randomUUID(),
      session: session.id,
      want,
      builds: [pool.build],
      iterationsPerSecond: Math.min(maxIterationsPerSecond, pool.iterationsPerSecond),
      ...batch,
    };
    const sentAtMs = performance.now();
    const answer = await client.work(request, { retryForMs: Infinity, longestDelayMs, signal });
    if (answer.kind === 'unreachable') throw new Error(answer.reason);
    contact.reached();
    if (answer.kind === 'ok') {
      this.#roundTripMs.add(performance.now() - sentAtMs);
      await this.#take(answer.value, batch, want);
      return undefined;
    }
    if (answer.problem.code === 'unknown-node') {
      const registered = await registration.register();
      return registered.kind === 'ended' ? registered.end : undefined;
    }
    return (await this.#dropRefused(answer, batch)) ? undefined : endOf(answer);
  }

  async #take(answer: WorkAnswer, batch: Batch, want: number): Promise<void> {
    const { desk, outbox, logger } = this.#options;
    for (const [index, outcome] of answer.completed.entries()) {
      const { job, arm, start, count } = batch.completed[index] ?? {};
      if (outcome === 'mismatch') {
        logger.error({ job, arm, start, count }, 'this node computed another result than the one that was counted');
      } else if (outcome === 'unknown' || outcome === 'foreign') {
        logger.warn({ job, arm, start, count, outcome }, 'the server has no such lease; the result was dropped');
      }
    }
    await outbox.settle(batch);
    for (const job of answer.ended) {
      desk.dropJob(job);
      await outbox.dropJob(job);
    }
    this.pause(answer.drain);
    desk.accept(answer.leases);
    if (this.#draining || this.#paused) desk.returnWaiting();
    // Fewer than asked for: there is no more just now.
    if (answer.leases.length < want) {
      const paceMs = answer.retryAfterMs > 0 ? answer.retryAfterMs : periods.idlePollMs;
      this.#askAtMs = performance.now() + paceMs * (0.75 + Math.random() * 0.5);
    } else this.#askAtMs = 0;
  }

  /**
   * After a refusal that will not pass by itself: takes what the server will never take out of the outbox, so that the rest
   * gets through and nothing is sent for ever. False when that is no remedy.
   */
  async #dropRefused({ problem }: Refused, batch: Batch): Promise<boolean> {
    const { outbox, logger } = this.#options;
    const { detail, errors } = problem;
    const sent = batch.completed.length;
    const reason: Problem['code'] = problem.code;
    if (reason === 'body-too-large' && outbox.halve(sent)) return true;
    const removable = ['invalid-result', 'invalid-request', 'invalid-body', 'body-too-large'].includes(reason);
    if (!removable || sent + batch.failed.length + batch.returned.length === 0) return false;
    const refused = refusedItems(batch, errors ?? []);
    logger.error(
      { code: reason, detail, errors, dropped: refused.completed.length },
      'the server refused what was brought',
    );
    for (const result of refused.completed) {
      await outbox.dropResult(result);
      // Without the result the chunk would wait for its lease to end.
      outbox.addFailure(result, `its result was refused: ${errors?.[0]?.problem ?? detail}`);
    }
    for (const failure of refused.failed) outbox.dropFailure(failure);
    for (const ref of refused.returned) outbox.dropReturn(ref);
    return true;
  }
}
