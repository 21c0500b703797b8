import { Type } from 'typebox';
import { refuse } from '../http/outcome.ts';
import { defineRoute } from '../http/route.ts';
import { configPath } from './path-params.ts';

export const getConfig = defineRoute({
  method: 'GET',
  url: '/v1/configs/:hash',
  operation: 'getConfig',
  summary: 'The canonical input of an arm',
  tag: 'node',
  auth: 'node',
  params: configPath,
  answers: {
    200: {
      description: 'The canonical JSON text; its SHA-256 is the hash. It never changes.',
      schema: Type.Object({}, { description: 'A config as `@wowlab/simc` writes it.' }),
    },
  },
  refusals: ['not-found', 'unknown-node'],
  async handle({ params }, { coordination, archive }) {
    const headers = { etag: `"${params.hash}"`, 'cache-control': 'private, max-age=31536000, immutable' };
    const contentType = 'application/json; charset=utf-8';
    const live = await coordination.readConfig(params.hash);
    if (live !== null) return { kind: 'text', contentType, text: live, headers };
    const archived = await archive.configText(params.hash);
    if (archived.kind === 'unavailable') {
      return refuse('unavailable', `No live job has this config, and the archive does not answer: ${archived.reason}`);
    }
    if (archived.value === null) return refuse('not-found', `There is no config ${params.hash}.`);
    return { kind: 'text', contentType, text: archived.value, headers };
  },
});
