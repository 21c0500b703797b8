import { Heartbeat, HeartbeatAnswer } from '@wowlab/protocol';
import { answer, refuse } from '../http/outcome.ts';
import { defineRoute } from '../http/route.ts';

export const nodeHeartbeat = defineRoute({
  method: 'POST',
  url: '/v1/node/heartbeat',
  operation: 'nodeHeartbeat',
  summary: 'Say that the node lives, and renew its leases',
  tag: 'node',
  auth: 'node',
  body: Heartbeat,
  answers: { 200: { description: '`known: false` means: register again.', schema: HeartbeatAnswer } },
  refusals: ['unknown-node', 'stale-session', 'revoked'],
  async handle({ caller, body }, { coordination }) {
    const taken = await coordination.heartbeat(caller.id, body.session, body.metrics);
    const { serverTimeMs } = taken;
    switch (taken.kind) {
      case 'known':
        return answer(200, {
          serverTimeMs,
          known: true,
          drain: taken.drain,
          leases: taken.leases,
          claimed: taken.claimed,
        } satisfies HeartbeatAnswer);
      case 'unknown':
        return answer(200, {
          serverTimeMs,
          known: false,
          drain: false,
          leases: 0,
          claimed: false,
        } satisfies HeartbeatAnswer);
      case 'stale-session':
        return refuse('stale-session', `The session ${body.session} of this node is not its latest.`, { serverTimeMs });
      case 'revoked':
        return refuse('revoked', `The key of the node ${caller.id} was revoked.`, { serverTimeMs });
      default:
        return taken satisfies never;
    }
  },
});
