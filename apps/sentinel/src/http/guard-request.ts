import type { FastifyRequest } from 'fastify';
import { refuse, type Refused } from './outcome.ts';

/** Headers whose repetition would leave open which one counts. */
const once: ReadonlySet<string> = new Set([
  'authorization',
  'content-length',
  'content-type',
  'host',
  'idempotency-key',
  'if-match',
  'if-none-match',
]);

/** What no route takes, found before a body is read. */
export const guardRequest = (request: FastifyRequest): Refused | null => {
  const { headers, rawHeaders } = request.raw;
  const encoding = headers['content-encoding'];
  if (encoding !== undefined) {
    return refuse(
      'unsupported-media-type',
      `The request has Content-Encoding ${JSON.stringify(encoding.slice(0, 40))}; none is decoded.`,
    );
  }
  const seen = new Set<string>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? '';
    if (!once.has(name)) continue;
    if (seen.has(name)) return refuse('bad-request', `The header ${name} comes twice.`);
    seen.add(name);
  }
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (hasBody && (request.method === 'GET' || request.method === 'HEAD')) {
    return refuse('bad-request', `A ${request.method} request has no body here.`);
  }
  return null;
};
