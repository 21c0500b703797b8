import { Type } from 'typebox';

/**
 * What the realtime server sends to the sentinel's proxy routes and what it takes as an answer. Further keys may come with
 * newer servers and are ignored. Proto: centrifugal/centrifugo, internal/proxyproto/proxy.proto (v6).
 */

const ClientFields = {
  /** Id of this connection, made by the server. */
  client: Type.String(),
  transport: Type.String(),
  protocol: Type.String(),
  encoding: Type.String(),
};

/** The `meta` of the connection's token. Absent for a connection that came through the connect proxy without `meta`. */
export const ConnectionMeta = Type.Object({
  kind: Type.Union([Type.Literal('node'), Type.Literal('user'), Type.Literal('anonymous')]),
});
export type ConnectionMeta = Type.Static<typeof ConnectionMeta>;

export const ConnectProxyRequest = Type.Object({
  ...ClientFields,
  /** Whatever the client sent along; unchecked. */
  data: Type.Optional(Type.Unknown()),
  name: Type.Optional(Type.String()),
  version: Type.Optional(Type.String()),
});
export type ConnectProxyRequest = Type.Static<typeof ConnectProxyRequest>;

export const SubscribeProxyRequest = Type.Object({
  ...ClientFields,
  /** Subject of the connection; empty for a guest. */
  user: Type.String(),
  channel: Type.String(),
  meta: Type.Optional(ConnectionMeta),
  data: Type.Optional(Type.Unknown()),
});
export type SubscribeProxyRequest = Type.Static<typeof SubscribeProxyRequest>;

export const RpcProxyRequest = Type.Object({
  ...ClientFields,
  user: Type.String(),
  method: Type.Optional(Type.String()),
  meta: Type.Optional(ConnectionMeta),
  data: Type.Optional(Type.Unknown()),
});
export type RpcProxyRequest = Type.Static<typeof RpcProxyRequest>;

export const ProxyError = Type.Object({
  error: Type.Object({
    code: Type.Integer(),
    message: Type.String(),
    /** True tells the client to try again by itself. */
    temporary: Type.Optional(Type.Boolean()),
  }),
});
export type ProxyError = Type.Static<typeof ProxyError>;

export const ProxyDisconnect = Type.Object({
  disconnect: Type.Object({ code: Type.Integer(), reason: Type.String() }),
});
export type ProxyDisconnect = Type.Static<typeof ProxyDisconnect>;

export const ConnectProxyResult = Type.Object({
  result: Type.Object({
    user: Type.String(),
    /** Unix seconds; the connection is closed then unless it was renewed. */
    expire_at: Type.Optional(Type.Integer()),
    /** Sent to this client with the answer to its connect. */
    data: Type.Optional(Type.Unknown()),
    meta: Type.Optional(ConnectionMeta),
  }),
});
export type ConnectProxyResult = Type.Static<typeof ConnectProxyResult>;

export const SubscribeProxyResult = Type.Object({
  result: Type.Object({
    /** Sent to this client with the answer to its subscription. */
    data: Type.Optional(Type.Unknown()),
  }),
});
export type SubscribeProxyResult = Type.Static<typeof SubscribeProxyResult>;

export const RpcProxyResult = Type.Object({ result: Type.Object({ data: Type.Optional(Type.Unknown()) }) });
export type RpcProxyResult = Type.Static<typeof RpcProxyResult>;

export const ConnectProxyReply = Type.Union([ConnectProxyResult, ProxyError, ProxyDisconnect]);
export type ConnectProxyReply = Type.Static<typeof ConnectProxyReply>;
export const SubscribeProxyReply = Type.Union([SubscribeProxyResult, ProxyError, ProxyDisconnect]);
export type SubscribeProxyReply = Type.Static<typeof SubscribeProxyReply>;
export const RpcProxyReply = Type.Union([RpcProxyResult, ProxyError, ProxyDisconnect]);
export type RpcProxyReply = Type.Static<typeof RpcProxyReply>;
