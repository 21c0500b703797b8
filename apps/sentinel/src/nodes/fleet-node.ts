import { type FleetNode, proofPolicy } from '@wowlab/protocol';
import type { NodeRecord } from '@wowlab/redis';

/** Whether a user may see a node: their own, one that serves them, and what belongs to nobody yet. */
export const isVisibleTo = (node: NodeRecord, user: string): boolean =>
  node.owner === null || node.owner === user || node.share === 'public' || node.users.includes(user);

const trustOf = ({ agreed, quarantinedAtMs }: NodeRecord): FleetNode['trust'] => {
  if (quarantinedAtMs !== null) return 'quarantined';
  return agreed < proofPolicy.agreedUntilProven ? 'unproven' : 'proven';
};

/** What a user may see of a node: neither its key nor its session, and whom it serves only if it is theirs. */
export const fleetNodeOf = (node: NodeRecord, user: string): FleetNode => ({
  id: node.id,
  name: node.name,
  state: node.state,
  platform: node.platform,
  agent: node.agent,
  cores: node.cores,
  workers: node.workers,
  builds: [...node.builds],
  registeredAtMs: node.registeredAtMs,
  lastHeartbeatAtMs: node.lastHeartbeatAtMs,
  leases: node.leases,
  chunksDone: node.chunksDone,
  metrics: node.metrics,
  mine: node.owner === user,
  claimed: node.owner !== null,
  share: node.share,
  trust: trustOf(node),
  agreed: node.agreed,
  users: node.owner === user ? [...node.users] : [],
});
