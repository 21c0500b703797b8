import { type FleetNode, FleetPage, NodeId } from '@wowlab/protocol';
import type { NodeRecord } from '@wowlab/redis';
import { answer } from '../http/outcome.ts';
import { defineRoute } from '../http/route.ts';
import { pageQuery, pageSize } from './path-params.ts';

/** What everyone may see of a node: neither its key nor its session. */
const fleetNodeOf = (node: NodeRecord): FleetNode => ({
  id: node.id,
  name: node.name,
  state: node.state,
  platform: node.platform,
  agent: node.agent,
  cores: node.cores,
  workers: node.workers,
  builds: [...node.builds],
  registeredAtMs: node.registeredAtMs,
  lastHeartbeatAtMs: node.lastHeartbeatAtMs,
  leases: node.leases,
  chunksDone: node.chunksDone,
  metrics: node.metrics,
});

export const listNodes = defineRoute({
  method: 'GET',
  url: '/v1/nodes',
  operation: 'listNodes',
  summary: 'List the nodes of the fleet',
  tag: 'fleet',
  auth: 'user',
  query: pageQuery(NodeId),
  answers: { 200: { description: 'One page, by id.', schema: FleetPage } },
  refusals: [],
  async handle({ query }, { coordination }) {
    const { nodes, nextCursor } = await coordination.listNodes(query.cursor ?? null, pageSize(query.limit));
    const page: FleetPage = { nodes: nodes.map(fleetNodeOf), nextCursor };
    return answer(200, page);
  },
});
