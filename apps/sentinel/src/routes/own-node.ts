import { NodeAnswer, NodeRevoked, ShareNode } from '@wowlab/protocol';
import type { NodeChange } from '@wowlab/redis';
import { answer, type Refused, refuse } from '../http/outcome.ts';
import { defineRoute } from '../http/route.ts';
import { fleetNodeOf } from '../nodes/fleet-node.ts';
import { readSharing } from '../nodes/sharing.ts';
import type { Services } from '../services.ts';
import { nodePath } from './path-params.ts';

/** Another's node is answered like one that never was. */
const noSuchNode = (id: string): Refused => refuse('not-found', `There is no node ${id} of this user.`);

/** Leases that went back; a refusal when the node is not the user's. */
const change = async (
  id: string,
  user: string,
  wanted: NodeChange,
  { coordination }: Services,
): Promise<number | Refused> => {
  const changed = await coordination.changeNode(id, user, wanted);
  return changed.kind === 'changed' ? changed.released : noSuchNode(id);
};

export const shareNode = defineRoute({
  method: 'POST',
  url: '/v1/nodes/:id/sharing',
  operation: 'shareNode',
  summary: 'Say whose jobs a node runs',
  tag: 'fleet',
  auth: 'user',
  params: nodePath,
  body: ShareNode,
  answers: { 200: { description: 'The node as it is shared now.', schema: NodeAnswer } },
  refusals: ['not-found'],
  async handle({ caller, params, body }, services) {
    const sharing = readSharing(body);
    if ('kind' in sharing) return sharing;
    const changed = await change(params.id, caller.id, { action: 'share', ...sharing }, services);
    if (typeof changed !== 'number') return changed;
    const node = await services.coordination.readNode(params.id);
    return node === null
      ? noSuchNode(params.id)
      : answer(200, { node: fleetNodeOf(node, caller.id) } satisfies NodeAnswer);
  },
});

export const releaseNode = defineRoute({
  method: 'POST',
  url: '/v1/nodes/:id/release',
  operation: 'releaseNode',
  summary: 'Give a node up: it belongs to nobody until it is claimed again',
  tag: 'fleet',
  auth: 'user',
  params: nodePath,
  answers: { 200: { description: 'It is nobody’s; what it held went back.', schema: NodeRevoked } },
  refusals: ['not-found'],
  async handle({ caller, params }, services) {
    const released = await change(params.id, caller.id, { action: 'release' }, services);
    if (typeof released !== 'number') return released;
    return answer(200, { id: params.id, releasedLeases: released } satisfies NodeRevoked);
  },
});

export const revokeNode = defineRoute({
  method: 'POST',
  url: '/v1/nodes/:id/revoke',
  operation: 'revokeNode',
  summary: 'Make a node’s key count for nothing, for good',
  tag: 'fleet',
  auth: 'user',
  params: nodePath,
  answers: {
    200: { description: 'Refused everywhere within seconds. A repetition is answered alike.', schema: NodeRevoked },
  },
  refusals: ['not-found'],
  async handle({ caller, params }, services) {
    const released = await change(params.id, caller.id, { action: 'revoke' }, services);
    if (typeof released !== 'number') return released;
    services.log.warn({ node: params.id, owner: caller.id }, 'the key of a node was revoked');
    // The socket is a hint’s path only; what decides is refused already.
    await services.realtime.disconnect(params.id, { reason: 'the key of this node was revoked' });
    return answer(200, { id: params.id, releasedLeases: released } satisfies NodeRevoked);
  },
});
