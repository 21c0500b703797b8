import { makeProblem, type Refusal, refusals } from '@wowlab/protocol';
import type { FastifyReply } from 'fastify';
import type { Metrics } from '../metrics/metrics.ts';
import type { Outcome, Refused } from './outcome.ts';

export const problemType = 'application/problem+json';

/** Told with every answer that can be tried again, unless a better one is known. */
const defaultRetryAfterMs = 1_000;
/** An unread body up to this size is drained to keep the connection; a larger one ends it. */
const drainableBytes = 64 * 1024;

const hasUnreadBody = (reply: FastifyReply): boolean => {
  const { raw, headers } = reply.request;
  if (raw.complete) return false;
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > drainableBytes;
};

/** Sends problem details (RFC 9457). Every refusal of a sentinel leaves through here. */
export const sendRefusal = (reply: FastifyReply, refused: Refused, metrics: Metrics): FastifyReply => {
  const { code, detail, more } = refused;
  const { headers, ...rest } = more;
  const refusal: Refusal = refusals[code];
  const waits = refusal.status === 429 || refusal.status === 503;
  const retryAfterMs = waits ? (more.retryAfterMs ?? defaultRetryAfterMs) : more.retryAfterMs;
  metrics.refusals.inc({ code });
  if (retryAfterMs !== undefined) reply.header('retry-after', String(Math.max(1, Math.ceil(retryAfterMs / 1_000))));
  if (refusal.status === 401) reply.header('www-authenticate', 'Bearer');
  if (refusal.status === 413 || hasUnreadBody(reply)) reply.header('connection', 'close');
  const problem = makeProblem(code, detail, {
    ...rest,
    instance: `urn:uuid:${reply.request.id}`,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
  return reply
    .code(refusal.status)
    .headers({ ...headers, 'cache-control': 'no-store' })
    .type(problemType)
    .send(JSON.stringify(problem));
};

export const sendOutcome = (reply: FastifyReply, outcome: Outcome, metrics: Metrics): FastifyReply => {
  switch (outcome.kind) {
    case 'refused':
      return sendRefusal(reply, outcome, metrics);
    case 'text':
      return reply
        .headers({ ...outcome.headers })
        .type(outcome.contentType)
        .send(outcome.text);
    case 'answered':
      reply.code(outcome.status).headers({ 'cache-control': 'no-store', ...outcome.headers });
      if (outcome.body === undefined) return reply.send();
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(outcome.body));
    default:
      return outcome satisfies never;
  }
};
