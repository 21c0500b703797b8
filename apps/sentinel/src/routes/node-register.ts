import { NodeRegistered, periods, RegisterNode } from '@wowlab/protocol';
import type { NewOwnership } from '@wowlab/redis';
import { answer, type Refused, refuse } from '../http/outcome.ts';
import { defineRoute } from '../http/route.ts';
import { findOwnership } from '../nodes/find-ownership.ts';
import { logSecurityEvent } from '../security-event.ts';
import type { Services } from '../services.ts';

/** Whose a machine becomes that enrols itself. */
const enrol = async (
  id: string,
  token: string,
  { clock, coordination, enrolmentTokens }: Services,
): Promise<NewOwnership | Refused> => {
  const read = await enrolmentTokens.read(token);
  if (read === null) return refuse('bad-enrolment', 'The enrolment token was not made here, or has expired.');
  const { owner, share, users, nodes } = read;
  const counted = await coordination.useEnrolment(read.id, id, nodes, read.expiresAtMs - clock.now());
  return counted
    ? { owner, share, users }
    : refuse('bad-enrolment', `The enrolment token was used by ${nodes} machines.`);
};

export const registerNode = defineRoute({
  method: 'POST',
  url: '/v1/node/register',
  operation: 'registerNode',
  summary: 'Register a node, or tell of its new start',
  tag: 'node',
  auth: 'registering-node',
  body: RegisterNode,
  answers: { 200: { description: 'Registered. A repetition is answered alike.', schema: NodeRegistered } },
  refusals: ['weak-key', 'forbidden', 'revoked', 'bad-enrolment'],
  async handle({ caller, body: { enrolment, ...body }, address }, services) {
    const { config, coordination, log, metrics } = services;
    const found = await findOwnership(caller.id, services);
    let { ownership } = found;
    if (enrolment !== undefined && !found.isOwned) {
      const enrolled = await enrol(caller.id, enrolment, services);
      if ('kind' in enrolled) return enrolled;
      ownership = enrolled;
    }
    const registered = await coordination.registerNode({
      ...body,
      id: caller.id,
      ownership,
      unchecked: found.unchecked,
    });
    switch (registered.kind) {
      case 'key-mismatch':
        metrics.securityEvents.inc({ type: 'key-mismatch' });
        logSecurityEvent(log, 'key-mismatch', { node: caller.id, address });
        return refuse('forbidden', `The node id ${caller.id} belongs to another key.`);
      case 'revoked':
        metrics.securityEvents.inc({ type: 'revoked-key' });
        logSecurityEvent(log, 'revoked-key', { node: caller.id, address });
        return refuse('revoked', `The key of the node ${caller.id} was revoked.`);
      case 'registered':
        return answer(200, {
          id: caller.id,
          serverTimeMs: registered.serverTimeMs,
          heartbeatMs: periods.heartbeatMs,
          realtimeUrl: config.realtimeUrl,
          claimed: registered.owner !== null,
        } satisfies NodeRegistered);
      default:
        return registered satisfies never;
    }
  },
});
