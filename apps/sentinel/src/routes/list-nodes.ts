import { FleetPage, NodeId } from '@wowlab/protocol';
import { answer } from '../http/outcome.ts';
import { defineRoute } from '../http/route.ts';
import { fleetNodeOf, isVisibleTo } from '../nodes/fleet-node.ts';
import { pageQuery, pageSize } from './path-params.ts';

export const listNodes = defineRoute({
  method: 'GET',
  url: '/v1/nodes',
  operation: 'listNodes',
  summary: 'List the nodes a user has or may use',
  tag: 'fleet',
  auth: 'user',
  query: pageQuery(NodeId),
  answers: {
    200: { description: 'One page, by id. It may be shorter than asked for before the last one.', schema: FleetPage },
  },
  refusals: [],
  async handle({ caller, query }, { coordination }) {
    const { nodes, nextCursor } = await coordination.listNodes(query.cursor ?? null, pageSize(query.limit));
    const shown = nodes.filter((node) => isVisibleTo(node, caller.id));
    return answer(200, { nodes: shown.map((node) => fleetNodeOf(node, caller.id)), nextCursor } satisfies FleetPage);
  },
});
