import { signRealtimeToken } from '@wowlab/centrifugo';
import { periods, RealtimeToken } from '@wowlab/protocol';
import { answer } from '../http/outcome.ts';
import { defineRoute } from '../http/route.ts';

export const realtimeToken = defineRoute({
  method: 'POST',
  url: '/v1/realtime/token',
  operation: 'realtimeToken',
  summary: 'A token for the realtime server',
  tag: 'account',
  auth: 'user-or-guest',
  answers: { 200: { description: 'For the user, or for a guest if no token came.', schema: RealtimeToken } },
  refusals: [],
  async handle({ caller }, { clock, config }) {
    const nowMs = clock.now();
    // A socket must not outlive the session that opened it.
    const lifeMs =
      caller.kind === 'user' ? Math.min(periods.userTokenMs, caller.expiresAtMs - nowMs) : periods.userTokenMs;
    const ttlSeconds = Math.max(1, Math.floor(lifeMs / 1_000));
    const token = await signRealtimeToken(
      caller.kind === 'user'
        ? { subject: caller.id, kind: 'user', ttlSeconds }
        : { subject: '', kind: 'anonymous', ttlSeconds },
      { secret: config.tokenSecret, now: clock.now },
    );
    const body: RealtimeToken = { token, expiresAtMs: nowMs + ttlSeconds * 1_000, url: config.realtimeUrl };
    return answer(200, body);
  },
});
