import { canonicalClaimCode, channels, ConfirmClaim, LookUpClaim, NodeAnswer, type NodeHint } from '@wowlab/protocol';
import type { NodeSharing } from '@wowlab/redis';
import { answer, type Outcome, refuse } from '../http/outcome.ts';
import { defineRoute } from '../http/route.ts';
import { claimCodeDigest } from '../nodes/claim-codes.ts';
import { fleetNodeOf } from '../nodes/fleet-node.ts';
import { readSharing } from '../nodes/sharing.ts';
import { logSecurityEvent } from '../security-event.ts';
import type { Services } from '../services.ts';

/** The code itself is told to nobody: neither logs nor errors quote it. */
const useCode = async (
  typed: string,
  user: string,
  confirm: NodeSharing | null,
  { coordination, log, metrics, realtime }: Services,
): Promise<Outcome> => {
  const used = await coordination.useClaim(claimCodeDigest(canonicalClaimCode(typed)), user, confirm);
  switch (used.kind) {
    case 'shown':
    case 'claimed': {
      const node = await coordination.readNode(used.node);
      if (node === null) return refuse('unknown-code', 'The node that showed this code is gone.');
      if (used.kind === 'claimed') {
        log.info({ node: node.id, owner: user, share: node.share }, 'a node was claimed');
        // Only a hint: the next heartbeat tells the same.
        await realtime.publish(channels.node(node.id), { type: 'claimed' } satisfies NodeHint);
      }
      return answer(200, { node: fleetNodeOf(node, user) } satisfies NodeAnswer);
    }
    case 'used':
      return refuse('code-used', 'This code was used.');
    case 'unknown':
      metrics.securityEvents.inc({ type: 'wrong-claim-code' });
      logSecurityEvent(log, 'wrong-claim-code', { user });
      return refuse('unknown-code', 'No node shows this code (any more).');
    default:
      return used satisfies never;
  }
};

export const lookUpClaim = defineRoute({
  method: 'POST',
  url: '/v1/claims/lookup',
  operation: 'lookUpClaim',
  summary: 'Which node shows a claim code',
  tag: 'fleet',
  auth: 'user',
  rate: 'claim',
  body: LookUpClaim,
  answers: { 200: { description: 'The node, so that it can be recognised.', schema: NodeAnswer } },
  refusals: ['unknown-code', 'code-used'],
  handle: ({ caller, body }, services) => useCode(body.code, caller.id, null, services),
});

export const confirmClaim = defineRoute({
  method: 'POST',
  url: '/v1/claims',
  operation: 'confirmClaim',
  summary: 'Claim the node that shows a code',
  tag: 'fleet',
  auth: 'user',
  rate: 'claim',
  body: ConfirmClaim,
  answers: { 200: { description: 'It is the caller’s. A repetition is answered alike.', schema: NodeAnswer } },
  refusals: ['unknown-code', 'code-used'],
  async handle({ caller, body }, services) {
    const sharing = readSharing(body);
    return 'kind' in sharing ? sharing : useCode(body.code, caller.id, sharing, services);
  },
});
