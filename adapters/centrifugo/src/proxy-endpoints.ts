/**
 * Where the realtime server calls the sentinel. These routes live on the sentinel's internal listener: nothing outside the
 * deployment may reach them, and every call carries the shared secret as well.
 */
export const proxyPaths = {
  /** Asked for a client that connects without a token. */
  connect: '/centrifugo/connect',
  /** Asked for every subscription to a job, node or user channel. */
  subscribe: '/centrifugo/subscribe',
  /** Asked for every RPC call of a client. */
  rpc: '/centrifugo/rpc',
} as const;

/** The header that carries the shared secret. Node's HTTP server and Fastify give header names in lower case. */
export const proxySecretHeader = 'x-proxy-secret';
