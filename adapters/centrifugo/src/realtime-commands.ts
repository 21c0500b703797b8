import { Type } from 'typebox';

/** Position of a message in its channel's history. */
export const PublishResult = Type.Object({
  offset: Type.Optional(Type.Integer()),
  epoch: Type.Optional(Type.String()),
});

export const BroadcastResult = Type.Object({
  responses: Type.Array(
    Type.Object({
      error: Type.Optional(Type.Object({ code: Type.Integer(), message: Type.Optional(Type.String()) })),
      result: Type.Optional(PublishResult),
    }),
  ),
});

export const PresentClient = Type.Object({ user: Type.Optional(Type.String()), client: Type.String() });
export type PresentClient = Type.Static<typeof PresentClient>;

export const PresenceResult = Type.Object({ presence: Type.Optional(Type.Record(Type.String(), PresentClient)) });

export const RealtimeServer = Type.Object({
  uid: Type.String(),
  name: Type.String(),
  version: Type.String(),
  num_clients: Type.Integer(),
  num_users: Type.Integer(),
  num_channels: Type.Integer(),
  num_subs: Type.Optional(Type.Integer()),
  uptime: Type.Optional(Type.Integer()),
});
export type RealtimeServer = Type.Static<typeof RealtimeServer>;

export const InfoResult = Type.Object({ nodes: Type.Array(RealtimeServer) });

/** One command of a batch, as the HTTP API takes it. */
export type RealtimeCommand =
  | { readonly publish: { readonly channel: string; readonly data: unknown; readonly idempotency_key?: string } }
  | {
      readonly broadcast: {
        readonly channels: readonly string[];
        readonly data: unknown;
        readonly idempotency_key?: string;
      };
    }
  | {
      readonly disconnect: {
        readonly user: string;
        readonly disconnect?: { readonly code: number; readonly reason: string };
      };
    }
  | { readonly unsubscribe: { readonly user: string; readonly channel: string } };

export const BatchResult = Type.Object({
  replies: Type.Array(
    Type.Object({ error: Type.Optional(Type.Object({ code: Type.Integer(), message: Type.Optional(Type.String()) })) }),
  ),
});
