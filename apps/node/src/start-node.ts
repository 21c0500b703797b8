import { setMaxListeners } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { Bell, NodeClient } from '@wowlab/client';
import { periods } from '@wowlab/protocol';
import { EnginePool, type Logger, nodeCrypto, readEngineBundle, SystemSampler, usableCores } from '@wowlab/runtime';
import { agentVersion } from './agent-version.ts';
import { ClaimNotice, type ClaimNoticeOptions } from './claim-notice.ts';
import { ConfigCache } from './config-cache.ts';
import { ContactLog } from './contact-log.ts';
import { metricsOf, runHeartbeats } from './heartbeat-loop.ts';
import { listenForHints } from './hints.ts';
import { LeaseAudit } from './lease-audit.ts';
import { NodeSession } from './node-session.ts';
import { LeaseDesk } from './lease-desk.ts';
import type { NodeEnd } from './node-end.ts';
import { loadNodeKey } from './node-key.ts';
import { Outbox } from './outbox.ts';
import { Registration } from './registration.ts';
import { fetchConfigsWith } from './fetch-config.ts';
import { WorkLoop } from './work-loop.ts';

export interface StartNodeOptions {
  readonly serverUrl: URL;
  readonly dataDir: string;
  readonly workers: number;
  readonly name: string;
  readonly engineBundlePath: string;
  readonly logger: Logger;
  /** An enrolment token: whose the node becomes if it is nobody's. */
  readonly enrolment?: string;
  /** Shows a claim code to whoever sits before the machine. Without it none is asked for. */
  readonly onClaimCode?: ClaimNoticeOptions['show'];
  /** How long `close` may take to finish what runs. Default 30 s. */
  readonly drainMs?: number;
  /** A chunk without progress for this long hangs. Default 30 s. */
  readonly hungAfterMs?: number;
  /** This machine's clock, ms since the epoch. Default `Date.now`. */
  readonly localNow?: () => number;
}

export interface RunningNode {
  readonly id: string;
  /** The SHA-256 of the engine bundle, which is what the node offers. */
  readonly build: string;
  /** Workers that are computing. */
  readonly busy: () => number;
  /** Resolves once the server knows the node; rejects when the agent ended before. */
  readonly registered: Promise<void>;
  /** Resolves when the agent has stopped, by itself or closed; rejects only for a defect. */
  readonly ended: Promise<NodeEnd>;
  /** Takes nothing new, finishes or gives back what is held, and stops. Repeating it waits for the same end. */
  readonly close: () => Promise<NodeEnd>;
}

export type StartedNode =
  | { readonly kind: 'started'; readonly node: RunningNode }
  | { readonly kind: 'bad-key'; readonly problem: string; readonly remedy: string }
  | { readonly kind: 'bad-engine'; readonly problem: string };

/** Time kept at the end of a drain to tell the server what was cut short. */
const lastWordsMs = 5_000;

/**
 * Starts an agent: it offers this machine's workers to the server until it is closed, for as long as that takes and whatever
 * happens to the network. Returns as soon as the machine's own side stands, without waiting for the server.
 */
export const startNode = async (options: StartNodeOptions): Promise<StartedNode> => {
  const { dataDir, logger, serverUrl, workers, drainMs = periods.drainMs } = options;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const loaded = await loadNodeKey(dataDir);
  if (loaded.kind === 'unusable') return { kind: 'bad-key', problem: loaded.problem, remedy: loaded.remedy };
  const read = await readEngineBundle(options.engineBundlePath);
  if (read.kind === 'invalid') return { kind: 'bad-engine', problem: read.problem };

  const stop = new AbortController();
  const { signal } = stop;
  // Every request under way listens to it, one per config that is fetched.
  setMaxListeners(0, signal);
  const session = new NodeSession();
  const contact = new ContactLog(logger);
  const client = await NodeClient.create({
    origin: serverUrl,
    key: loaded.key,
    crypto: nodeCrypto,
    onRetry: (reason) => contact.lost(reason),
    ...(options.localNow === undefined ? {} : { localNow: options.localNow }),
  });
  if (loaded.created) logger.info({ id: client.id }, `made a new key for this node in ${dataDir}`);
  const outbox = await Outbox.open(join(dataDir, 'spool'), logger);
  if (outbox.results > 0) logger.info({ results: outbox.results }, 'results of an earlier start will be delivered');
  const configs = await ConfigCache.open({ folder: join(dataDir, 'configs'), fetch: fetchConfigsWith(client, signal) });

  let pool: EnginePool;
  try {
    pool = await EnginePool.open({
      bundle: read.bundle,
      workers,
      onWorkerLost: (reason) => logger.warn({ reason }, 'a worker was lost and is being replaced'),
      ...(options.hungAfterMs === undefined ? {} : { hungAfterMs: options.hungAfterMs }),
    });
  } catch (error) {
    await client.close();
    return { kind: 'bad-engine', problem: error instanceof Error ? error.message : String(error) };
  }

  const workBell = new Bell();
  const heartbeatBell = new Bell();
  let draining = false;
  let known = false;
  let lastWords: NodeJS.Timeout | undefined;
  const onSettled = (): void => {
    workBell.ring();
    // Nothing runs any more: what is left is to tell, and results that can not be told lie on disk.
    if (draining && desk.held === 0) lastWords ??= setTimeout(() => stop.abort(), Math.min(lastWordsMs, drainMs));
  };
  const desk = new LeaseDesk({ pool, configs, outbox, logger, onSettled });
  const registration = new Registration({
    client,
    logger,
    signal,
    session,
    self: {
      name: options.name,
      cores: usableCores(),
      workers,
      memoryBytes: totalmem(),
      platform: `${process.platform} ${process.arch}`,
      agent: agentVersion,
      builds: [pool.build],
      ...(options.enrolment === undefined ? {} : { enrolment: options.enrolment }),
    },
  });
  const work = new WorkLoop({
    client,
    session,
    pool,
    desk,
    outbox,
    registration,
    contact,
    logger,
    bell: workBell,
    signal,
  });
  const claim = new ClaimNotice({
    client,
    logger,
    show: options.onClaimCode ?? (() => undefined),
    onClaimed: () => work.wake(),
    bell: new Bell(),
    signal,
  });
  const registering = registration.register();
  const waitRegistered = async (): Promise<void> => {
    const answer = await registering;
    if (answer.kind === 'ended') throw new Error(`the node was not registered: ${answer.end.kind}`);
    known = true;
  };
  const registered = waitRegistered();
  // Who waits for it hears it; `ended` tells the same.
  registered.catch(() => undefined);

  const live = async (): Promise<NodeEnd> => {
    const answer = await registering;
    if (answer.kind === 'ended') return answer.end;
    const stopListening = listenForHints({
      client,
      registration,
      origin: serverUrl,
      realtimeUrl: answer.node.realtimeUrl,
      onHint: ({ type }) => {
        if (type === 'work') work.wake();
        else if (type === 'ended') work.sync();
        else heartbeatBell.ring();
      },
      onState: (connected, reason) => logger.debug({ reason }, connected ? 'hints arrive' : 'no hints for now'),
    });
    claim.tell(answer.node.claimed);
    const heartbeats = runHeartbeats({
      client,
      session,
      heartbeatMs: answer.node.heartbeatMs,
      metrics: metricsOf(new SystemSampler(), pool),
      registration,
      logger,
      audit: new LeaseAudit({ exchanges: () => work.exchanges, held: () => desk.held + outbox.size }),
      contact,
      bell: heartbeatBell,
      onAnswer: ({ drain, known, claimed }) => {
        work.pause(drain);
        if (known) claim.tell(claimed);
      },
      signal,
    });
    try {
      const notices = options.onClaimCode === undefined ? [] : [claim.run()];
      return await Promise.race([work.run(), heartbeats, ...notices]);
    } finally {
      stopListening();
      stop.abort();
      // Whichever loop did not end the agent ends by the signal.
      await Promise.allSettled([heartbeats]);
    }
  };

  const liveAndCleanUp = async (): Promise<NodeEnd> => {
    try {
      return await live();
    } catch (error) {
      if (signal.aborted && draining) return { kind: 'drained' };
      throw error;
    } finally {
      stop.abort();
      clearTimeout(lastWords);
      desk.close();
      await pool.close();
      await client.close();
    }
  };
  const ended = liveAndCleanUp();

  const close = async (): Promise<NodeEnd> => {
    if (!draining) {
      draining = true;
      logger.info({ running: desk.running }, 'draining: finishing what runs, taking nothing new');
      const cut = setTimeout(() => desk.close(), Math.max(0, drainMs - lastWordsMs));
      const end = setTimeout(() => stop.abort(), drainMs);
      ended
        .finally(() => {
          clearTimeout(cut);
          clearTimeout(end);
        })
        .catch(() => undefined);
      work.drain();
      if (!known) stop.abort();
    }
    const end = await ended;
    if (outbox.results > 0) logger.warn({ results: outbox.results }, 'undelivered results are kept for the next start');
    return end;
  };

  return {
    kind: 'started',
    node: {
      id: client.id,
      build: pool.build,
      busy: () => pool.busy,
      registered,
      ended,
      close,
    },
  };
};
