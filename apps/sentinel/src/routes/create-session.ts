import { localUserId, Session } from '@wowlab/protocol';
import { answer, type Refused, refuse } from '../http/outcome.ts';
import { defineRoute } from '../http/route.ts';
import type { SentinelConfig } from '../config.ts';
import { logSecurityEvent } from '../security-event.ts';

/**
 * Whether a request may have a session for the asking: it must have come to an address of ours (a page elsewhere that had
 * its own name resolve to this machine sends that name as Host), and from no page but ours.
 */
const refuseForeignPage = (
  header: (name: string) => string | undefined,
  { publicOrigins }: Pick<SentinelConfig, 'publicOrigins'>,
): Refused | null => {
  const host = header('host')?.toLowerCase();
  if (!publicOrigins.some((origin) => new URL(origin).host === host)) {
    return refuse('forbidden', `A session is given at ${publicOrigins.join(', ')} only.`);
  }
  const origin = header('origin');
  if (origin !== undefined && !publicOrigins.includes(origin)) {
    return refuse('forbidden', `A page of ${JSON.stringify(origin.slice(0, 100))} is given no session.`);
  }
  const site = header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return refuse('forbidden', 'A page of another site is given no session.');
  }
  return null;
};

export const createSession = defineRoute({
  method: 'POST',
  url: '/v1/session',
  operation: 'createSession',
  summary: 'A session of the local user (local stacks only)',
  tag: 'account',
  auth: 'none',
  answers: { 200: { description: 'A user token of the shape Supabase Auth issues.', schema: Session } },
  refusals: ['not-found', 'forbidden'],
  async handle({ header, address }, { config, log, metrics, userTokens }) {
    if (!config.localMode) {
      return refuse('not-found', 'This is no local stack: users sign in with Supabase Auth.');
    }
    const refused = refuseForeignPage(header, config);
    if (refused !== null) {
      metrics.securityEvents.inc({ type: 'bad-origin' });
      logSecurityEvent(log, 'bad-origin', { address, detail: refused.detail });
      return refused;
    }
    const { token, expiresAtMs } = await userTokens.issue(localUserId);
    const session: Session = { accessToken: token, expiresAtMs, user: localUserId };
    return answer(200, session);
  },
});
