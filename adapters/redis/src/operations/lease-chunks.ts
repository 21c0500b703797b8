import { type Lease, limits, periods } from '@wowlab/protocol';
import { assumedIterationsPerSecond } from '@wowlab/scheduling';
import { coordinationBounds } from '../coordination-bounds.ts';
import type { Leased, LeaseRequest } from '../coordination.ts';
import { defineOperation } from '../operation.ts';
import type { ScriptRunner } from '../script-runner.ts';

export const leaseChunksOperation = defineOperation('lease_chunks', [
  'node',
  'session',
  'requestId',
  'want',
  'builds',
  'speed',
  'firstMs',
  'fullMs',
  'maxChunk',
  'assumedSpeed',
  'maxHeld',
  'leaseMs',
]);

const readLease = (text: string): Lease => {
  const [job, arm, start, count, generation, build, config, seed] = text.split(',');
  if (job === undefined || build === undefined || config === undefined || seed === undefined) {
    throw new TypeError(`lease_chunks replied the lease ${JSON.stringify(text)}; eight fields are wanted`);
  }
  return {
    job,
    arm: Number(arm),
    start: Number(start),
    count: Number(count),
    generation: Number(generation),
    build,
    config,
    seed: Number(seed),
    leaseMs: periods.leaseMs,
  };
};

export const leaseChunks = async (runner: ScriptRunner, request: LeaseRequest): Promise<Leased> => {
  const reply = await runner.run(leaseChunksOperation, {
    node: request.node,
    session: request.session,
    requestId: request.requestId,
    want: Math.min(request.want, limits.maxLeasesPerRequest),
    builds: request.builds.join(','),
    speed: request.iterationsPerSecond,
    firstMs: periods.firstChunkMs,
    fullMs: periods.chunkMs,
    maxChunk: limits.maxChunkIterations,
    assumedSpeed: assumedIterationsPerSecond,
    maxHeld: coordinationBounds.maxHeldLeases,
    leaseMs: periods.leaseMs,
  });
  const kind = reply.text();
  const serverTimeMs = reply.integer();
  switch (kind) {
    case 'stale-session':
    case 'unknown-node':
    case 'revoked':
      return { kind, serverTimeMs };
    case 'leased': {
      const replayed = reply.integer() === 1;
      const drain = reply.integer() === 1;
      const leases = reply.text();
      return {
        kind,
        serverTimeMs,
        replayed,
        drain,
        leases: leases === '' ? [] : leases.split(';').map(readLease),
        ended: reply.texts(),
      };
    }
    default:
      return reply.unexpected(kind);
  }
};
