import { limits } from '@wowlab/protocol';
import { coordinationBounds } from '../coordination-bounds.ts';
import type { NodeRegistration } from '../coordination.ts';
import { defineOperation } from '../operation.ts';
import { type ReopenedWork, readReopenedWork } from '../reopened-work.ts';
import type { ScriptRunner } from '../script-runner.ts';

export const registerNodeOperation = defineOperation('register_node', [
  'node',
  'publicKey',
  'session',
  'builds',
  'workers',
  'registration',
  'attempts',
  'losses',
  'owner',
  'share',
  'users',
  'ownedAt',
  'revokedAt',
  'quarantinedAt',
  'unchecked',
]);

export type RegisteredWithWork =
  | {
      readonly kind: 'registered';
      readonly serverTimeMs: number;
      readonly released: number;
      readonly owner: string | null;
      readonly reopened: readonly ReopenedWork[];
    }
  | { readonly kind: 'key-mismatch' }
  | { readonly kind: 'revoked' };

/** What of a node is stored as text and passes through to the archive. */
export const encodeRegistration = (node: NodeRegistration): string =>
  JSON.stringify({
    publicKey: node.publicKey,
    name: node.name,
    cores: node.cores,
    workers: node.workers,
    memoryBytes: node.memoryBytes,
    platform: node.platform,
    agent: node.agent,
    builds: node.builds,
  });

export const registerNode = async (runner: ScriptRunner, node: NodeRegistration): Promise<RegisteredWithWork> => {
  const { ownership } = node;
  const known = ownership !== null && 'changedAtMs' in ownership ? ownership : null;
  const reply = await runner.run(registerNodeOperation, {
    node: node.id,
    publicKey: node.publicKey,
    session: node.session,
    builds: node.builds.join(','),
    workers: node.workers,
    registration: encodeRegistration(node),
    attempts: limits.chunkAttempts,
    losses: coordinationBounds.chunkLosses,
    owner: ownership?.owner ?? '',
    share: ownership?.share ?? 'private',
    users: ownership?.users.join(',') ?? '',
    ownedAt: known?.changedAtMs ?? 0,
    revokedAt: known?.revokedAtMs ?? 0,
    quarantinedAt: known?.quarantinedAtMs ?? 0,
    unchecked: node.unchecked === true ? 1 : 0,
  });
  const kind = reply.text();
  switch (kind) {
    case 'key-mismatch':
    case 'revoked':
      return { kind };
    case 'registered':
      return {
        kind,
        serverTimeMs: reply.integer(),
        released: reply.integer(),
        owner: reply.text() || null,
        reopened: readReopenedWork(reply),
      };
    default:
      return reply.unexpected(kind);
  }
};
