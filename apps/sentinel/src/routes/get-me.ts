import { localUserId, Me } from '@wowlab/protocol';
import { answer } from '../http/outcome.ts';
import { defineRoute } from '../http/route.ts';

export const getMe = defineRoute({
  method: 'GET',
  url: '/v1/me',
  operation: 'getMe',
  summary: 'Who the token speaks for',
  tag: 'account',
  auth: 'user',
  answers: { 200: { description: 'The user of the token.', schema: Me } },
  refusals: [],
  async handle({ caller }, { config }) {
    const me: Me = {
      id: caller.id,
      role: caller.role,
      local: config.localMode && caller.id === localUserId,
      expiresAtMs: caller.expiresAtMs,
    };
    return answer(200, me);
  },
});
