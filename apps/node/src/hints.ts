import { type NodeClient, readValue, Realtime, realtimeAddress } from '@wowlab/client';
import { channels, NodeHint } from '@wowlab/protocol';

export interface HintsOptions {
  readonly client: NodeClient;
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

/** Listens on the node's channel until the returned function is called. Missing a hint costs latency only. */
export const listenForHints = (options: HintsOptions): (() => void) => {
  const { client, onHint } = options;
  const realtime = new Realtime({
    url: realtimeAddress(options.origin, options.realtimeUrl),
    getToken: () => client.token(),
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
