import { type Answer, type NodeClient, readValue, Realtime, realtimeAddress } from '@wowlab/client';
import { channels, NodeHint, type RealtimeToken } from '@wowlab/protocol';
import type { Registration } from './registration.ts';

export interface HintsOptions {
  readonly client: NodeClient;
  readonly registration: Registration;
  readonly origin: URL;
  /** As the server gave it at registration. */
  readonly realtimeUrl: string;
  readonly onHint: (hint: NodeHint) => void;
  readonly onState: (connected: boolean, reason: string) => void;
}

/** Nodes may well have lost their connections together: they come back spread over seconds. */
const minReconnectMs = 2_000;
const maxReconnectMs = 30_000;
const work: NodeHint = { type: 'work' };

/** A server that has forgotten the node is told of it first. */
const tokenOf = async (client: NodeClient, registration: Registration): Promise<Answer<RealtimeToken>> => {
  const answer = await client.token();
  if (answer.kind !== 'refused' || answer.problem.code !== 'unknown-node') return answer;
  const registered = await registration.register();
  return registered.kind === 'registered' ? client.token() : answer;
};

/** Listens on the node's channel until the returned function is called. Missing a hint costs latency only. */
export const listenForHints = (options: HintsOptions): (() => void) => {
  const { client, onHint } = options;
  const realtime = new Realtime({
    url: realtimeAddress(options.origin, options.realtimeUrl),
    getToken: () => tokenOf(client, options.registration),
    minReconnectMs,
    maxReconnectMs,
    onState: options.onState,
  });
  realtime.subscribe(channels.node(client.id), {
    onMessage: (data) => {
      const read = readValue(NodeHint, data);
      if (read.kind === 'read') onHint(read.value);
    },
    // Whatever was missed, asking for work finds out.
    onResync: () => onHint(work),
  });
  return () => realtime.close();
};
