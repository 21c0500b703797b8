import { Type } from 'typebox';
import { answer, refuse } from '../http/outcome.ts';
import { defineRoute } from '../http/route.ts';

const Health = Type.Object({ ok: Type.Literal(true) }, { additionalProperties: false });

/** The process runs. Asks nothing else: restarting it would mend no other part. */
export const healthz = defineRoute({
  method: 'GET',
  url: '/healthz',
  operation: 'healthz',
  summary: 'Whether the process lives',
  tag: 'operations',
  auth: 'none',
  answers: { 200: { description: 'It lives.', schema: Health } },
  refusals: [],
  async handle() {
    return answer(200, { ok: true });
  },
});

/** Requests may be sent here: not draining, and Redis answers. An archive that is away delays only. */
export const readyz = defineRoute({
  method: 'GET',
  url: '/readyz',
  operation: 'readyz',
  summary: 'Whether requests may be sent here',
  tag: 'operations',
  auth: 'none',
  answers: { 200: { description: 'It is ready.', schema: Health } },
  refusals: ['draining', 'unavailable'],
  async handle(_, { coordination, isDraining }) {
    if (isDraining()) return refuse('draining', 'This sentinel finishes what it holds and takes nothing new.');
    await coordination.ping();
    return answer(200, { ok: true });
  },
});
