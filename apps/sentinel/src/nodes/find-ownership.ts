import { localUserId } from '@wowlab/protocol';
import type { KnownOwnership, NewOwnership } from '@wowlab/redis';
import type { Services } from '../services.ts';

export interface FoundOwnership {
  /** Somebody's already, by Redis or by the archive. */
  readonly isOwned: boolean;
  readonly ownership: KnownOwnership | NewOwnership | null;
  /** The archive could not be asked: the reconciler asks it later. */
  readonly unchecked: boolean;
}

/** A registering node waits no longer for the archive. */
const archiveAskMs = 1_000;

/** On a local stack every machine is the local user's and serves everyone, which is the same. */
const localOwnership: NewOwnership = { owner: localUserId, share: 'public', users: [] };

/**
 * Whose a node is that Redis does not know as somebody's: Redis may have been lost, so the archive is asked. What it knows
 * counts, above all that the key was revoked.
 */
export const findOwnership = async (
  id: string,
  services: Pick<Services, 'archive' | 'config' | 'coordination'>,
): Promise<FoundOwnership> => {
  const { archive, config, coordination } = services;
  const known = await coordination.readNode(id);
  if (known !== null && known.owner !== null) return { isOwned: true, ownership: null, unchecked: false };
  const late = new Promise<null>((resolve) => setTimeout(resolve, archiveAskMs, null).unref());
  const asked = await Promise.race([archive.nodeOwner(id), late]);
  const answered = asked !== null && asked.kind === 'answered';
  const archived = answered ? asked.value : null;
  if (
    archived !== null &&
    (archived.owner !== null || archived.revokedAtMs !== null || archived.quarantinedAtMs !== null)
  ) {
    return { isOwned: true, ownership: archived, unchecked: false };
  }
  const ownership = config.localMode ? localOwnership : null;
  return { isOwned: false, ownership, unchecked: !answered && ownership === null };
};
