import { explainFailure, type NodeClient } from '@wowlab/client';
import type { FetchedConfig } from './config-cache.ts';

/** Asks the server for configs until it answers. What it refuses is a reason to give up that chunk, not to ask again. */
export const fetchConfigsWith =
  (client: NodeClient, signal: AbortSignal) =>
  async (hash: string): Promise<FetchedConfig> => {
    const answer = await client.config(hash, { retryForMs: Infinity, signal });
    return answer.kind === 'ok'
      ? { kind: 'fetched', text: answer.value }
      : { kind: 'refused', reason: explainFailure(answer) };
  };
