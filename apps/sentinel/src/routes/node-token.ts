import { signRealtimeToken } from '@wowlab/centrifugo';
import { periods, RealtimeToken } from '@wowlab/protocol';
import { answer } from '../http/outcome.ts';
import { defineRoute } from '../http/route.ts';

export const nodeToken = defineRoute({
  method: 'POST',
  url: '/v1/node/token',
  operation: 'nodeToken',
  summary: 'A token for the realtime server',
  tag: 'node',
  auth: 'node',
  answers: {
    200: { description: 'Short-lived: the node proves its key again for the next one.', schema: RealtimeToken },
  },
  refusals: ['unknown-node'],
  async handle({ caller }, { clock, config }) {
    const token = await signRealtimeToken(
      { subject: caller.id, kind: 'node', ttlSeconds: periods.nodeTokenMs / 1_000 },
      { secret: config.tokenSecret, now: clock.now },
    );
    const body: RealtimeToken = { token, expiresAtMs: clock.now() + periods.nodeTokenMs, url: config.realtimeUrl };
    return answer(200, body);
  },
});
