import { RealtimeApi } from '@wowlab/centrifugo';
import { openArchive } from '@wowlab/postgres';
import { periods } from '@wowlab/protocol';
import { openCoordination } from '@wowlab/redis';
import type { FastifyInstance } from 'fastify';
import { createNodeKeys } from './auth/node-keys.ts';
import { createUserTokens } from './auth/user-tokens.ts';
import type { Publish } from './background/publish.ts';
import { startBackground } from './background/start-background.ts';
import type { SentinelConfig } from './config.ts';
import type { SentinelContext } from './context.ts';
import { readEngineManifest } from './engine-manifest.ts';
import { createPublicApp } from './http/create-public-app.ts';
import { createInternalApp } from './internal/create-internal-app.ts';
import { createEnrolmentTokens } from './nodes/enrolment-tokens.ts';
import { createMetrics } from './metrics/metrics.ts';
import { readGauges } from './read-gauges.ts';
import type { Services } from './services.ts';
import { startSharedClock } from './shared-clock.ts';

/** A call to Redis that takes longer is answered as unavailable. */
const redisTimeoutMs = 900;

export interface Sentinel {
  readonly publicUrl: string;
  readonly internalUrl: string;
  /** Drains: no longer ready, requests under way end, then connections and background work. At most `periods.drainMs`. */
  readonly close: () => Promise<void>;
}

const publishThrough =
  (realtime: RealtimeApi): Publish =>
  async (channel, data) => {
    const published = await realtime.publish(channel, data);
    if (published.kind === 'refused')
      throw new Error(`the realtime server refused a message on ${channel}: ${published.message}`);
    if (published.kind === 'unavailable') throw new Error(`no message can be published: ${published.reason}`);
  };

/** What was started, to be ended in the opposite order. */
class Started {
  readonly #ends: (() => unknown)[] = [];

  add<Resource>(resource: Resource, end: (resource: Resource) => unknown): Resource {
    this.#ends.push(() => end(resource));
    return resource;
  }

  async end(): Promise<void> {
    for (const end of this.#ends.toReversed()) await end();
  }
}

const listen = async (app: FastifyInstance, host: string, port: number): Promise<string> => app.listen({ host, port });

/** Ends a server: takes no new connection, lets requests end, and cuts what has not ended by then. */
const endServer = async (app: FastifyInstance, deadlineMs: number): Promise<void> => {
  const cut = setTimeout(() => app.server.closeAllConnections(), deadlineMs);
  await app.close();
  clearTimeout(cut);
};

/**
 * One sentinel in this process. Any number run side by side: it keeps nothing that another would need.
 *
 * @throws when a setting is unusable, Redis is unfit or away, or an address can not be bound.
 */
export const startSentinel = async (config: SentinelConfig, context: SentinelContext): Promise<Sentinel> => {
  const { log } = context;
  const started = new Started();
  let draining = false;
  try {
    const manifest = readEngineManifest(config.engineManifest);
    const coordination = started.add(
      await openCoordination({
        url: config.redisUrl,
        commandTimeoutMs: redisTimeoutMs,
        ...(config.redisTag === undefined ? {} : { tag: config.redisTag }),
        onConnection: ({ kind, detail }) => {
          if (kind === 'lost' && !draining) log.warn({ detail }, 'the connection to Redis was lost');
          else log.info({ detail }, kind === 'lost' ? 'the connection to Redis was closed' : 'Redis is connected');
        },
      }),
      (open) => open.close(),
    );
    const archive = started.add(
      openArchive({
        url: config.databaseUrl,
        onConnectionLost: (detail) => log.warn({ detail }, 'a connection to Postgres was lost'),
      }),
      (open) => open.close(),
    );
    const realtime = started.add(
      new RealtimeApi({ url: config.centrifugoApiUrl, apiKey: config.centrifugoApiKey }),
      (open) => open.close(),
    );
    const clock = started.add(await startSharedClock(coordination, context.now), (running) => running.close());
    const nodeKeys = started.add(createNodeKeys(coordination, context.now), (cache) => cache.close());
    const services: Services = {
      config,
      context,
      manifest,
      coordination,
      archive,
      realtime,
      clock,
      nodeKeys,
      userTokens: createUserTokens({ secret: config.jwtSecret, issuer: config.jwtIssuer, now: clock.now }),
      enrolmentTokens: createEnrolmentTokens(config.tokenSecret, clock.now),
      metrics: createMetrics(readGauges(coordination)),
      log,
      instance: context.newId(),
      isDraining: () => draining,
    };
    const stop = new AbortController();
    started.add(
      startBackground({
        coordination,
        archive,
        publish: publishThrough(realtime),
        instance: services.instance,
        now: clock.now,
        log,
        signal: stop.signal,
      }),
      (background) => {
        stop.abort();
        return background.close();
      },
    );
    const internalApp = started.add(createInternalApp(services), (app) => endServer(app, 1_000));
    const internalUrl = await listen(internalApp, config.internalHost, config.internalPort);
    const publicApp = started.add(await createPublicApp(services), (app) => endServer(app, periods.drainMs - 5_000));
    const publicUrl = await listen(publicApp, config.host, config.port);
    log.info({ publicUrl, internalUrl, instance: services.instance, engineBuild: manifest.build }, 'sentinel started');
    return {
      publicUrl,
      internalUrl,
      close: async () => {
        if (draining) return;
        draining = true;
        log.info({ instance: services.instance }, 'sentinel drains');
        await started.end();
        log.info({ instance: services.instance }, 'sentinel ended');
      },
    };
  } catch (error) {
    await started.end();
    throw error;
  }
};
