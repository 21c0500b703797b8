import { type Bell, isRetryable, type NodeClient } from '@wowlab/client';
import type { HeartbeatAnswer, NodeMetrics } from '@wowlab/protocol';
import type { EnginePool, Logger, SystemSampler } from '@wowlab/runtime';
import type { ContactLog } from './contact-log.ts';
import type { LeaseAudit } from './lease-audit.ts';
import { endOf, type NodeEnd } from './node-end.ts';
import type { NodeSession } from './node-session.ts';
import type { Registration } from './registration.ts';

export interface HeartbeatLoopOptions {
  readonly client: NodeClient;
  readonly session: NodeSession;
  readonly heartbeatMs: number;
  readonly metrics: () => NodeMetrics;
  readonly registration: Registration;
  readonly audit: LeaseAudit;
  readonly logger: Logger;
  readonly contact: ContactLog;
  /** Rung to send one now. */
  readonly bell: Bell;
  readonly onAnswer: (answer: HeartbeatAnswer) => void;
  readonly signal: AbortSignal;
}

/** Part of the period that one heartbeat may take: a lost one must not delay the next. */
const timeoutShare = 0.8;

/** Measures what a node says of itself in a heartbeat. */
export const metricsOf = (sampler: SystemSampler, pool: EnginePool): (() => NodeMetrics) => {
  let countedAtMs = performance.now();
  let counted = pool.iterationsDone;
  return () => {
    const { cpuPct, memoryUsedBytes, memoryTotalBytes, load1, temperatureC } = sampler.sample();
    const nowMs = performance.now();
    const done = pool.iterationsDone;
    const seconds = Math.max(0.001, (nowMs - countedAtMs) / 1000);
    const iterationsPerSecond = Math.max(0, (done - counted) / seconds);
    countedAtMs = nowMs;
    counted = done;
    return {
      cpuPct,
      memoryUsedBytes,
      memoryTotalBytes,
      load1,
      busyWorkers: pool.busy,
      workers: pool.workers,
      iterationsPerSecond,
      temperatureC,
    };
  };
};

/**
 * Says that the node lives, at the server's pace, until the signal is aborted; this also renews its leases. A heartbeat that
 * fails is not repeated: the next one is as good.
 */
export const runHeartbeats = async (options: HeartbeatLoopOptions): Promise<NodeEnd> => {
  const { client, session, heartbeatMs, signal } = options;
  for (;;) {
    const startedMs = performance.now();
    const body = { session: session.id, metrics: options.metrics() };
    const mark = options.audit.mark();
    const answer = await client.heartbeat(body, { signal, timeoutMs: heartbeatMs * timeoutShare });
    const forgotten = answer.kind === 'refused' && answer.problem.code === 'unknown-node';
    if (answer.kind === 'ok') {
      options.contact.reached();
      options.onAnswer(answer.value);
    }
    const lost = answer.kind === 'ok' && answer.value.known && options.audit.findsForgotten(mark, answer.value.leases);
    if (lost) {
      options.logger.warn('the server counts leases this node does not know: a new session gives them back');
      session.renew();
    }
    if (lost || forgotten || (answer.kind === 'ok' && !answer.value.known)) {
      const registered = await options.registration.register();
      if (registered.kind === 'ended') return registered.end;
    } else if (answer.kind === 'unreachable') options.contact.lost(answer.reason);
    else if (answer.kind === 'refused') {
      if (!isRetryable(answer.problem)) return endOf(answer);
      options.contact.lost(answer.problem.detail);
    }
    // Early rather than late, and not in step with other nodes.
    const paceMs = heartbeatMs * (0.9 + Math.random() * 0.1);
    await options.bell.wait(startedMs + paceMs - performance.now(), signal);
  }
};
