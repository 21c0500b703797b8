import { decodeBase64Url } from '@wowlab/identity';
import type { Coordination } from '@wowlab/redis';

/** Raw public keys of registered nodes. */
export interface NodeKeys {
  /** Null: no such node is registered. */
  readonly keyOf: (nodeId: string) => Promise<Uint8Array | null>;
  /** The same for a key that was revoked too: what such a node may still ask is told that. Not kept. */
  readonly keyEvenRevoked: (nodeId: string) => Promise<Uint8Array | null>;
  readonly close: () => void;
}

/**
 * How long a key is believed without asking again. An id proves its key, so what ages is only that the node is still
 * registered: a revoked one is refused within this time even if the news of it was lost.
 */
const freshMs = 5_000;
const maxCached = 20_000;

interface Cached {
  readonly key: Uint8Array;
  readonly untilMs: number;
}

export const createNodeKeys = (
  coordination: Pick<Coordination, 'readNode' | 'onNews'>,
  now: () => number,
): NodeKeys => {
  const cache = new Map<string, Cached>();
  const stop = coordination.onNews((news) => {
    if (news.type === 'key-revoked') cache.delete(news.node);
  });
  const keyOf = async (nodeId: string): Promise<Uint8Array | null> => {
    const cached = cache.get(nodeId);
    if (cached !== undefined && cached.untilMs > now()) return cached.key;
    const node = await coordination.readNode(nodeId);
    cache.delete(nodeId);
    const key = node === null || node.revokedAtMs !== null ? null : decodeBase64Url(node.publicKey);
    if (key === null) return null;
    // A Map keeps the order of insertion, so its first key is the one refreshed longest ago.
    const [oldest] = cache.size >= maxCached ? cache.keys() : [];
    if (oldest !== undefined) cache.delete(oldest);
    cache.set(nodeId, { key, untilMs: now() + freshMs });
    return key;
  };
  const keyEvenRevoked = async (nodeId: string): Promise<Uint8Array | null> => {
    const node = await coordination.readNode(nodeId);
    return node === null ? null : decodeBase64Url(node.publicKey);
  };
  return { keyOf, keyEvenRevoked, close: stop };
};
