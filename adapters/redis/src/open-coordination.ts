import type { Redis } from 'ioredis';
import type { BackgroundCoordination } from './background-coordination.ts';
import { checkServer } from './check-server.ts';
import { Connections } from './connections.ts';
import { coordinationBounds } from './coordination-bounds.ts';
import type { ArmResult, Coordination, CoordinationOptions, NodeRegistered } from './coordination.ts';
import { type Keys, keysOf } from './keys.ts';
import { NewsChannel } from './news-channel.ts';
import { allow } from './operations/allow.ts';
import { completeChunks } from './operations/complete-chunks.ts';
import { drainNode } from './operations/drain-node.ts';
import { claimFolds, commitFold, readFold, settleFold } from './operations/fold-job.ts';
import { heartbeat } from './operations/heartbeat.ts';
import { acquireTerm, releaseTerm } from './operations/hold-term.ts';
import { leaseChunks } from './operations/lease-chunks.ts';
import { pingServer } from './ping-server.ts';
import { listJobs, readJob } from './operations/read-job.ts';
import { listNodes, readNode } from './operations/read-nodes.ts';
import { readStats } from './operations/read-stats.ts';
import { readResults } from './operations/read-results.ts';
import { changeNode, restoreOwner, rotateNode, startClaim, useClaim, useEnrolment } from './operations/own-nodes.ts';
import { registerNode } from './operations/register-node.ts';
import { rememberNonce } from './operations/remember-nonce.ts';
import { submitJob } from './operations/submit-job.ts';
import { forgetJobs, forgetNodes, sweep } from './operations/sweep.ts';
import { transitionJob } from './operations/transition-job.ts';
import { wakeNodes } from './operations/wake-nodes.ts';
import { Outbox } from './outbox.ts';
import { toRedisFailure } from './redis-failure.ts';
import { scrubJob } from './scrub-job.ts';
import { type FaultOptions, ScriptRunner } from './script-runner.ts';
import { unpackText } from './text-codec.ts';

export interface OpenCoordination extends Coordination {
  /** For the background work alone. */
  readonly background: BackgroundCoordination;
  readonly close: () => Promise<void>;
}

const DEFAULT_TAG = '{wl}';
const DEFAULT_COMMAND_TIMEOUT_MS = 3_000;

const reading = async <Result>(action: string, run: () => Promise<Result>): Promise<Result> => {
  try {
    return await run();
  } catch (error) {
    throw toRedisFailure(action, error);
  }
};

const coordinationOn = (
  redis: Redis,
  runner: ScriptRunner,
  keys: Keys,
  news: NewsChannel,
  options: CoordinationOptions,
): Coordination => ({
  submitJob: (submission) => submitJob(runner, { ...coordinationBounds, ...definedBounds(options) }, submission),
  readJob: (id) => readJob(runner, id),
  listJobs: (owner, before, limit) => listJobs(runner, owner, before, limit),
  readResults: (id): Promise<readonly ArmResult[] | null> =>
    reading('read results', () => readResults(redis, keys, id)),
  cancelJob: (id, expected, reason) => transitionJob(runner, id, expected, 'cancelled', reason),
  readConfig: async (sha256) => {
    const packed = await reading('read config', () => redis.getBuffer(keys.config(sha256)));
    return packed === null ? null : unpackText(packed);
  },

  registerNode: async (registration): Promise<NodeRegistered> => {
    const registered = await registerNode(runner, registration);
    if (registered.kind !== 'registered') return registered;
    const { reopened, ...told } = registered;
    for (const work of reopened) await news.publish({ type: 'work', ...work });
    return told;
  },
  readNode: (id) => readNode(runner, id),
  listNodes: (after, limit) => listNodes(runner, after, limit),
  heartbeat: (node, session, metrics) => heartbeat(runner, node, session, metrics),
  drainNode: (node, drain) => drainNode(runner, node, drain),
  startClaim: (node, code, lifeMs) => startClaim(runner, node, code, lifeMs),
  useClaim: (code, user, confirm) => useClaim(runner, code, user, confirm),
  changeNode: async (node, user, change) => {
    const { outcome, reopened } = await changeNode(runner, node, user, change);
    if (outcome.kind === 'changed' && change.action === 'revoke') await news.publish({ type: 'key-revoked', node });
    for (const work of reopened) await news.publish({ type: 'work', ...work });
    return outcome;
  },
  useEnrolment: (token, node, most, keepMs) => useEnrolment(runner, token, node, most, keepMs),
  rotateNode: async (node, successor, publicKey) => {
    const { outcome, reopened } = await rotateNode(runner, node, successor, publicKey);
    if (outcome.kind === 'rotated') await news.publish({ type: 'key-revoked', node });
    for (const work of reopened) await news.publish({ type: 'work', ...work });
    return outcome;
  },

  completeChunks: (completion) => completeChunks(runner, completion),
  leaseChunks: (request) => leaseChunks(runner, request),
  wakeNodes: (build, iterations, owner) => wakeNodes(runner, build, iterations, owner),

  rememberNonce: (nonce, attempt, keepMs) => rememberNonce(runner, nonce, attempt, keepMs),
  allow: (bucket, rate, cost) => allow(runner, bucket, rate, cost),

  stats: async () => (await readStats(runner)).stats,
  outboxLength: async () => (await readStats(runner)).outboxLength,
  ping: () => reading('ping', () => pingServer(redis)),
  publishNews: (message) => news.publish(message),
  onNews: (listener) => news.listen(listener),
});

const definedBounds = (options: CoordinationOptions) => ({
  ...(options.maxActiveJobs === undefined ? {} : { maxActiveJobs: options.maxActiveJobs }),
  ...(options.maxActiveJobsPerOwner === undefined ? {} : { maxActiveJobsPerOwner: options.maxActiveJobsPerOwner }),
  ...(options.maxOutboxEntries === undefined ? {} : { maxOutboxEntries: options.maxOutboxEntries }),
});

const backgroundOn = (redis: Redis, runner: ScriptRunner, keys: Keys, outbox: Outbox): BackgroundCoordination => ({
  claimFolds: (most, job) => claimFolds(runner, most, job),
  readFold: (job) => readFold(runner, job),
  commitFold: (commit) => commitFold(runner, commit),
  settleFold: (job, seq) => settleFold(runner, job, seq),
  holdersOf: (job) => reading('read holders', () => redis.hkeys(keys.job_holders(job))),
  failJob: async (job, reason) => {
    await transitionJob(runner, job, '*', 'failed', reason);
  },
  sweep: () => sweep(runner),
  forgetJobs: () => forgetJobs(runner),
  forgetNodes: () => forgetNodes(runner),
  uncheckedNodes: (most) => reading('read unchecked nodes', () => redis.srandmember(keys.nodes_unchecked, most)),
  restoreOwner: (node, known) => restoreOwner(runner, node, known),
  liveBuilds: async () =>
    (await reading('read builds', () => redis.hkeys(keys.workers))).filter((name) => name !== '*'),
  runnableBuilds: async (candidates) => {
    const found = await reading('read the run index', () =>
      Promise.all(candidates.map(async (build) => ((await redis.exists(keys.run_owners(build))) === 1 ? [build] : []))),
    );
    return found.flat();
  },
  readFacts: (consumer, count, blockMs) => outbox.read(consumer, count, blockMs),
  readMissedFacts: (consumer, count) => outbox.readMissed(consumer, count),
  claimStaleFacts: (consumer, idleMs, count) => outbox.claimStale(consumer, idleMs, count),
  ackFacts: (facts) => outbox.ack(facts),
  unknownJobs: async (ids) => {
    const found = await reading('look for jobs', () =>
      Promise.all(ids.map(async (id) => ((await redis.exists(keys.job(id))) === 1 ? [] : [id]))),
    );
    return found.flat();
  },
  // A job that was accepted once is not refused for bounds that were reached since.
  requeueJob: (submission, requeue) => submitJob(runner, coordinationBounds, submission, requeue),
  acquireTerm: (name, holder, termMs) => acquireTerm(runner, name, holder, termMs),
  releaseTerm: (name, holder, fence) => releaseTerm(runner, name, holder, fence),
  scrubJob: (id) => scrubJob(runner, id),
  readJob: (id) => readJob(runner, id),
});

/**
 * Connects to Redis and checks that it is fit: version 7 or newer, append-only file on, never evicting.
 *
 * @throws RedisUnavailableError when it can not be reached; UnfitRedisError that names the remedy when it is not fit.
 */
export const openCoordination = async (
  options: CoordinationOptions,
  faults: FaultOptions = {},
): Promise<OpenCoordination> => {
  const connections = new Connections({
    url: options.url,
    commandTimeoutMs: options.commandTimeoutMs ?? DEFAULT_COMMAND_TIMEOUT_MS,
    onConnection: options.onConnection,
  });
  await connections.open();
  try {
    await checkServer(connections.commands, new URL(options.url).host);
  } catch (error) {
    connections.close();
    throw error;
  }
  const tag = options.tag ?? DEFAULT_TAG;
  const keys = keysOf(tag);
  const runner = new ScriptRunner(connections.commands, tag, faults);
  const news = new NewsChannel(connections, tag);
  return {
    ...coordinationOn(connections.commands, runner, keys, news, options),
    background: backgroundOn(connections.commands, runner, keys, new Outbox(connections, runner, keys)),
    close: () => {
      connections.close();
      return Promise.resolve();
    },
  };
};
