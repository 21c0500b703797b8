import { limits } from '@wowlab/protocol';
import { coordinationBounds } from '../coordination-bounds.ts';
import type {
  ClaimStarted,
  ClaimUsed,
  KnownOwnership,
  NodeChange,
  NodeChanged,
  NodeRotated,
  NodeSharing,
} from '../coordination.ts';
import { defineOperation } from '../operation.ts';
import type { ReplyReader } from '../reply-reader.ts';
import { type ReopenedWork, readReopenedWork } from '../reopened-work.ts';
import type { ScriptRunner } from '../script-runner.ts';

export const startClaimOperation = defineOperation('start_claim', ['node', 'code', 'lifeMs']);
export const claimNodeOperation = defineOperation('claim_node', ['code', 'user', 'share', 'users', 'confirm']);
export const changeNodeOperation = defineOperation('change_node', [
  'node',
  'user',
  'action',
  'share',
  'users',
  'attempts',
  'losses',
]);
export const rotateNodeOperation = defineOperation('rotate_node', [
  'node',
  'successor',
  'publicKey',
  'attempts',
  'losses',
]);
export const restoreOwnerOperation = defineOperation('restore_owner', [
  'node',
  'owner',
  'share',
  'users',
  'ownedAt',
  'revokedAt',
  'quarantinedAt',
  'attempts',
  'losses',
]);

export const useEnrolmentOperation = defineOperation('use_enrolment', ['token', 'node', 'most', 'keepMs']);

/** The outcome for the caller, and work that was given back and other nodes can take. */
export interface WithReopenedWork<Outcome> {
  readonly outcome: Outcome;
  readonly reopened: readonly ReopenedWork[];
}

const bounds = { attempts: limits.chunkAttempts, losses: coordinationBounds.chunkLosses } as const;

const nothing = <Outcome>(outcome: Outcome): WithReopenedWork<Outcome> => ({ outcome, reopened: [] });

export const startClaim = async (
  runner: ScriptRunner,
  node: string,
  code: string,
  lifeMs: number,
): Promise<ClaimStarted> => {
  const reply = await runner.run(startClaimOperation, { node, code, lifeMs });
  const kind = reply.text();
  switch (kind) {
    case 'waiting':
      return { kind, leftMs: reply.integer() };
    case 'owned':
      return { kind, owner: reply.text() };
    case 'taken':
    case 'unknown-node':
    case 'revoked':
      return { kind };
    default:
      return reply.unexpected(kind);
  }
};

export const useClaim = async (
  runner: ScriptRunner,
  code: string,
  user: string,
  confirm: NodeSharing | null,
): Promise<ClaimUsed> => {
  const reply = await runner.run(claimNodeOperation, {
    code,
    user,
    share: confirm?.share ?? 'private',
    users: confirm?.users.join(',') ?? '',
    confirm: confirm === null ? 0 : 1,
  });
  const kind = reply.text();
  switch (kind) {
    case 'shown':
    case 'claimed':
      return { kind, node: reply.text() };
    case 'used':
    case 'unknown':
      return { kind };
    default:
      return reply.unexpected(kind);
  }
};

const readReleased = (
  reply: ReplyReader,
): { readonly released: number; readonly reopened: readonly ReopenedWork[] } => ({
  released: reply.integer(),
  reopened: readReopenedWork(reply),
});

export const changeNode = async (
  runner: ScriptRunner,
  node: string,
  user: string | null,
  change: NodeChange,
): Promise<WithReopenedWork<NodeChanged>> => {
  const reply = await runner.run(changeNodeOperation, {
    node,
    user: user ?? '',
    action: change.action,
    share: change.action === 'share' ? change.share : 'private',
    users: change.action === 'share' ? change.users.join(',') : '',
    ...bounds,
  });
  const kind = reply.text();
  switch (kind) {
    case 'changed': {
      const { released, reopened } = readReleased(reply);
      return { outcome: { kind, released }, reopened };
    }
    case 'unknown':
    case 'foreign':
      return nothing({ kind });
    default:
      return reply.unexpected(kind);
  }
};

export const rotateNode = async (
  runner: ScriptRunner,
  node: string,
  successor: string,
  publicKey: string,
): Promise<WithReopenedWork<NodeRotated>> => {
  const reply = await runner.run(rotateNodeOperation, { node, successor, publicKey, ...bounds });
  const kind = reply.text();
  switch (kind) {
    case 'rotated': {
      const { released, reopened } = readReleased(reply);
      return { outcome: { kind, released }, reopened };
    }
    case 'unknown-node':
    case 'revoked':
    case 'taken':
    case 'quarantined':
      return nothing({ kind });
    default:
      return reply.unexpected(kind);
  }
};

export const restoreOwner = async (
  runner: ScriptRunner,
  node: string,
  known: KnownOwnership | null,
): Promise<readonly ReopenedWork[]> => {
  const reply = await runner.run(restoreOwnerOperation, {
    node,
    owner: known?.owner ?? '',
    share: known?.share ?? 'private',
    users: known?.users.join(',') ?? '',
    ownedAt: known?.changedAtMs ?? 0,
    revokedAt: known?.revokedAtMs ?? 0,
    quarantinedAt: known?.quarantinedAtMs ?? 0,
    ...bounds,
  });
  const kind = reply.text();
  return kind === 'restored' ? readReopenedWork(reply) : reply.unexpected(kind);
};

export const useEnrolment = async (
  runner: ScriptRunner,
  token: string,
  node: string,
  most: number,
  keepMs: number,
): Promise<boolean> => (await runner.runInteger(useEnrolmentOperation, { token, node, most, keepMs })) === 1;
