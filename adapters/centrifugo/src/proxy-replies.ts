import type {
  ConnectProxyResult,
  ConnectionMeta,
  ProxyDisconnect,
  ProxyError,
  RpcProxyResult,
  SubscribeProxyResult,
} from './proxy-contract.ts';

/**
 * The refusals a proxy route gives. Codes 100–399 are the protocol's own, 400–1999 are free for applications. A client ends
 * a subscription on an error that is not temporary and tries again, with backoff, on one that is.
 */
export const proxyRefusals = {
  unauthorized: { code: 101, message: 'unauthorized' },
  permissionDenied: { code: 103, message: 'permission denied' },
  methodNotFound: { code: 104, message: 'method not found' },
  badRequest: { code: 107, message: 'bad request' },
  unavailable: { code: 503, message: 'temporarily unavailable', temporary: true },
} as const satisfies Record<string, ProxyError['error']>;

/**
 * Codes with which a connection ends: clients come back after 4000–4499 and stay away after 4500–4999.
 */
export const proxyDisconnects = {
  /** The key or the account no longer counts; coming back with the same token would end the same way. */
  revoked: { code: 4500, reason: 'revoked' },
  /** Come back later, with backoff. */
  draining: { code: 4000, reason: 'draining' },
} as const satisfies Record<string, ProxyDisconnect['disconnect']>;

export const refuse = (refusal: keyof typeof proxyRefusals): ProxyError => ({ error: { ...proxyRefusals[refusal] } });

export const hangUp = (disconnect: keyof typeof proxyDisconnects): ProxyDisconnect => ({
  disconnect: { ...proxyDisconnects[disconnect] },
});

/** Lets a tokenless client in as a guest. */
export const acceptGuest = (meta: ConnectionMeta = { kind: 'anonymous' }): ConnectProxyResult => ({
  result: { user: '', meta },
});

export const allowSubscription = (data?: unknown): SubscribeProxyResult => ({
  result: data === undefined ? {} : { data },
});

export const answerRpc = (data: unknown): RpcProxyResult => ({ result: { data } });
