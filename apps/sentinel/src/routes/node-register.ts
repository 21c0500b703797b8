import { NodeRegistered, periods, RegisterNode } from '@wowlab/protocol';
import { answer, refuse } from '../http/outcome.ts';
import { defineRoute } from '../http/route.ts';
import { logSecurityEvent } from '../security-event.ts';

export const registerNode = defineRoute({
  method: 'POST',
  url: '/v1/node/register',
  operation: 'registerNode',
  summary: 'Register a node, or tell of its new start',
  tag: 'node',
  auth: 'registering-node',
  body: RegisterNode,
  answers: { 200: { description: 'Registered. A repetition is answered alike.', schema: NodeRegistered } },
  refusals: ['weak-key', 'forbidden'],
  async handle({ caller, body, address }, { config, coordination, log, metrics }) {
    const registered = await coordination.registerNode({ ...body, id: caller.id });
    if (registered.kind === 'key-mismatch') {
      metrics.securityEvents.inc({ type: 'key-mismatch' });
      logSecurityEvent(log, 'key-mismatch', { node: caller.id, address });
      return refuse('forbidden', `The node id ${caller.id} belongs to another key.`);
    }
    const told: NodeRegistered = {
      id: caller.id,
      serverTimeMs: registered.serverTimeMs,
      heartbeatMs: periods.heartbeatMs,
      realtimeUrl: config.realtimeUrl,
    };
    return answer(200, told);
  },
});
