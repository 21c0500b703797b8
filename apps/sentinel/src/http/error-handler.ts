import { RedisUnavailableError } from '@wowlab/redis';
import type { Logger } from '@wowlab/runtime';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Metrics } from '../metrics/metrics.ts';
import { refuse, type Refused } from './outcome.ts';
import { sendRefusal } from './send-outcome.ts';

const refusalOf = (error: FastifyError, request: FastifyRequest): Refused | null => {
  if (error instanceof RedisUnavailableError) {
    return refuse('unavailable', 'The coordination store does not answer; nothing is known to have happened.');
  }
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return refuse('body-too-large', `The body is larger than ${request.routeOptions.bodyLimit} bytes.`);
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return refuse(
        'unsupported-media-type',
        `The request has Content-Type ${JSON.stringify((request.headers['content-type'] ?? '').slice(0, 80))}; application/json is wanted.`,
      );
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return refuse('bad-request', 'The body has another length than Content-Length says.', {
        headers: { connection: 'close' },
      });
    case 'FST_ERR_BAD_URL':
      return refuse('bad-request', 'The path is not a well-formed URL path.');
    default:
      return error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500
        ? refuse('bad-request', `The request is not taken: ${error.code ?? 'malformed'}.`)
        : null;
  }
};

/** Everything that was thrown leaves as a problem; what nobody expected is logged with its cause and named by `instance`. */
export const createErrorHandler =
  (metrics: Metrics, log: Logger) =>
  (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const refused = refusalOf(error, request);
    if (refused !== null) return sendRefusal(reply, refused, metrics);
    log.error({ err: error, requestId: request.id, route: request.routeOptions.url }, 'a request failed unexpectedly');
    return sendRefusal(reply, refuse('internal', 'Something here broke; it was logged under `instance`.'), metrics);
  };
