import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { openapiText } from '../openapi/openapi-text.ts';
import { refuse } from '../http/outcome.ts';
import { sendRefusal } from '../http/send-outcome.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { problemIndex, problemPage, problemStyle, problemStylePath } from './problem-page.ts';

const html = 'text/html; charset=utf-8';

/** Of swagger-ui 5 as bundled in @fastify/swagger-ui 6.1.3; a browser names a new one in its console. */
const swaggerStyleDigest = 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w=';

/** The pages a sentinel has of itself: what problems mean, and the API description to read and to try. */
export const mountPages = async (app: FastifyInstance, metrics: Metrics): Promise<void> => {
  const description = openapiText();
  app.get('/problems', async (_, reply) => reply.type(html).send(problemIndex()));
  app.get<{ Params: { code: string } }>('/problems/:code', async (request, reply) => {
    const page = problemPage(request.params.code);
    if (page !== null) return reply.type(html).send(page);
    return sendRefusal(
      reply,
      refuse('not-found', `There is no problem ${JSON.stringify(request.params.code)}.`),
      metrics,
    );
  });
  app.get(problemStylePath, async (_, reply) => reply.type('text/css; charset=utf-8').send(problemStyle));
  app.get('/v1/openapi.json', async (_, reply) => reply.type('application/json; charset=utf-8').send(description));
  await app.register(swagger, { mode: 'static', specification: { document: JSON.parse(description) } });
  await app.register(swaggerUi, {
    routePrefix: '/v1/docs',
    // The page's own files only: no validator badge of a third party.
    // The one style element that the page's script writes, by its digest.
    transformStaticCSP: (policy) => policy.replace("style-src 'self'", `style-src 'self' '${swaggerStyleDigest}'`),
    uiConfig: { validatorUrl: null, deepLinking: true, layout: 'BaseLayout' },
  });
};
