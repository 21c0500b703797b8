import { Stats } from '@wowlab/protocol';
import { answer } from '../http/outcome.ts';
import { defineRoute } from '../http/route.ts';

export const getStats = defineRoute({
  method: 'GET',
  url: '/v1/stats',
  operation: 'getStats',
  summary: 'What the network does just now',
  tag: 'fleet',
  auth: 'none',
  answers: { 200: { description: 'Counts over the whole network.', schema: Stats } },
  refusals: [],
  async handle(_, { coordination }) {
    return answer(200, await coordination.stats());
  },
});
