import { isProxySecret, proxySecretHeader } from '@wowlab/centrifugo';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '../http/outcome.ts';
import { sendRefusal } from '../http/send-outcome.ts';
import { logSecurityEvent } from '../security-event.ts';
import type { Services } from '../services.ts';

/** Lets only the realtime server through: the shared secret, compared in constant time, before the body is read. */
export const proxyGuard =
  ({ config, log, metrics }: Services) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    if (isProxySecret(request.headers[proxySecretHeader], config.proxySecret)) return undefined;
    metrics.securityEvents.inc({ type: 'bad-proxy-secret' });
    logSecurityEvent(log, 'bad-proxy-secret', { address: request.ip, path: request.url });
    return sendRefusal(
      reply,
      refuse('unauthenticated', 'This route takes calls of the realtime server only.'),
      metrics,
    );
  };
