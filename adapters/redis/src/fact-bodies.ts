import type { ChunksFact, Fact, JobFact, NodeFact, OwnerFact } from '@wowlab/protocol';
import type { Redis } from 'ioredis';
import { decodeDefinition, offsetOf } from './job-definition.ts';
import type { Keys } from './keys.ts';
import { decodeRegistration } from './operations/read-nodes.ts';
import { toRedisFailure } from './redis-failure.ts';
import type { StreamEntry } from './stream-entry.ts';
import { unpackText } from './text-codec.ts';

const CONFIG_CHARS = 64;

const whole = (entry: StreamEntry, name: string): number => Number(entry.fields.get(name));
const wholeOrNull = (entry: StreamEntry, name: string): number | null => Number(entry.fields.get(name)) || null;
const text = (entry: StreamEntry, name: string): string => entry.fields.get(name) ?? '';

/** The job's fields that facts need and entries do not repeat. */
const JOB_FIELDS = [
  ...(['owner', 'build', 'seed', 'cap', 'target', 'forced', 'weight', 'digest', 'idempotency'] as const),
] as const;

type Command = [string, ...(string | number)[]];

/** What has to be read beside an entry. */
const lookupsOf = (entry: StreamEntry, keys: Keys): readonly Command[] => {
  const job = text(entry, 'job');
  switch (entry.kind) {
    case 'config':
      return [['getBuffer', keys.config(text(entry, 'hash'))]];
    case 'job':
      return [
        ['get', keys.job_definition(job)],
        ['get', keys.job_configs(job)],
        ['hmget', keys.job(job), ...JOB_FIELDS],
      ];
    case 'result':
      return [['hget', keys.job_results(job), text(entry, 'arm')]];
    case 'chunks':
    case 'node':
    case 'owner':
      return [];
    default:
      return entry.kind satisfies never;
  }
};

const jobFact = (entry: StreamEntry, [definitionText, plan, fields]: readonly unknown[]): JobFact => {
  const definition = decodeDefinition(String(definitionText));
  const configs = String(plan).slice(String(plan).indexOf('|') + 1);
  const [owner, build, seed, cap, target, forced, weight, digest, idempotency] = fields as readonly (string | null)[];
  return {
    kind: 'job',
    id: text(entry, 'job'),
    owner: owner ?? '',
    name: definition.name,
    state: text(entry, 'state') as JobFact['state'],
    version: whole(entry, 'version'),
    reason: text(entry, 'reason') || null,
    engineBuild: build ?? '',
    seed: Number(seed),
    iterations: Number(cap),
    targetErrorPct: Number(target) || null,
    chunkIterations: Number(forced) || null,
    weight: Number(weight),
    idempotencyKey: idempotency ?? null,
    requestDigest: digest ?? '',
    notes: [...definition.notes],
    arms: definition.arms.map((name, arm) => ({
      name,
      ...offsetOf(definition, arm),
      config: configs.slice(arm * CONFIG_CHARS, (arm + 1) * CONFIG_CHARS),
    })),
    computeMs: whole(entry, 'compute'),
    createdAtMs: whole(entry, 'created'),
    startedAtMs: wholeOrNull(entry, 'started'),
    finishedAtMs: wholeOrNull(entry, 'finished'),
  };
};

const chunksFact = (entry: StreamEntry): ChunksFact => ({
  kind: 'chunks',
  chunks: text(entry, 'chunks')
    .split(';')
    .map((summary) => {
      const [arm, start, count, generation, computeMs, digest] = summary.split(',');
      return {
        job: text(entry, 'job'),
        arm: Number(arm),
        start: Number(start),
        count: Number(count),
        node: text(entry, 'node'),
        generation: Number(generation),
        computeMs: Number(computeMs),
        digest: digest ?? '',
        // Entries are named by Redis' clock.
        countedAtMs: Number(entry.id.split('-')[0]),
      };
    }),
});

const nodeFact = (entry: StreamEntry): NodeFact => ({
  kind: 'node',
  id: text(entry, 'node'),
  version: whole(entry, 'version'),
  ...decodeRegistration(text(entry, 'registration')),
  registeredAtMs: whole(entry, 'registered'),
  lastSeenAtMs: whole(entry, 'seen'),
});

const ownerFact = (entry: StreamEntry): OwnerFact => ({
  kind: 'owner',
  node: text(entry, 'node'),
  owner: text(entry, 'owner') || null,
  share: text(entry, 'share') as OwnerFact['share'],
  users: text(entry, 'users')
    .split(',')
    .filter((user) => user !== ''),
  changedAtMs: whole(entry, 'changed'),
  revokedAtMs: wholeOrNull(entry, 'revoked'),
  quarantinedAtMs: wholeOrNull(entry, 'quarantined'),
});

const factOf = (entry: StreamEntry, found: readonly unknown[]): Fact => {
  switch (entry.kind) {
    case 'job':
      return jobFact(entry, found);
    case 'config':
      return { kind: 'config', hash: text(entry, 'hash'), text: unpackText(found[0] as Buffer) };
    case 'result':
      return {
        kind: 'result',
        job: text(entry, 'job'),
        arm: whole(entry, 'arm'),
        iterations: whole(entry, 'iterations'),
        digest: text(entry, 'digest'),
        aggregate: found[0] as string,
      };
    case 'chunks':
      return chunksFact(entry);
    case 'node':
      return nodeFact(entry);
    case 'owner':
      return ownerFact(entry);
    default:
      return entry.kind satisfies never;
  }
};

/**
 * The facts' JSON texts, in the order of the entries; what the entries refer to is read in one round trip. A text that is
 * gone (which only a fault can bring about) leaves the bare entry as body: the archive keeps that as a dead letter.
 */
export const readFactBodies = async (
  redis: Redis,
  keys: Keys,
  entries: readonly StreamEntry[],
): Promise<readonly string[]> => {
  const lookups = entries.map((entry) => lookupsOf(entry, keys));
  const commands = lookups.flat();
  const replies: unknown[] = [];
  if (commands.length > 0) {
    const results = await redis.pipeline(commands).exec();
    for (const [error, value] of results ?? []) {
      if (error !== null) throw toRedisFailure('read facts', error);
      replies.push(value);
    }
  }
  let at = 0;
  return entries.map((entry, index) => {
    const found = replies.slice(at, at + (lookups[index]?.length ?? 0));
    at += found.length;
    if (found.includes(null)) return JSON.stringify(Object.fromEntries(entry.fields));
    return JSON.stringify(factOf(entry, found));
  });
};
