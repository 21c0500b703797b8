import type { RefusalCode } from '@wowlab/protocol';
import type { Static, TObject, TSchema } from 'typebox';
import type { GuestCaller, NodeCaller, UserCaller } from '../auth/caller.ts';
import type { Services } from '../services.ts';
import type { RateName } from './rates.ts';
import type { Outcome } from './outcome.ts';

/** Who may call. `registering-node`: signed by the key in the body, known or not. */
export type Auth = 'none' | 'user' | 'user-or-guest' | 'node' | 'registering-node';

export interface CallerOf {
  readonly none: GuestCaller;
  readonly user: UserCaller;
  readonly 'user-or-guest': UserCaller | GuestCaller;
  readonly node: NodeCaller;
  readonly 'registering-node': NodeCaller;
}

/** One authenticated, parsed request. */
export interface Call<A extends Auth, Body extends TSchema, Params extends TObject, Query extends TObject> {
  readonly caller: CallerOf[A];
  readonly body: Static<Body>;
  readonly params: Static<Params>;
  readonly query: Static<Query>;
  /** One value of a header; undefined if it was not sent. */
  readonly header: (name: string) => string | undefined;
  /** The body as received. */
  readonly rawBody: Uint8Array;
  /** Address of the caller as far as trusted proxies tell it. */
  readonly address: string;
  readonly requestId: string;
}

export interface RouteHeader {
  readonly name: string;
  readonly required: boolean;
  readonly description: string;
}

/** What a route takes and gives: served by Fastify and described in OpenAPI from this alone. */
export interface RouteSpec<
  A extends Auth = Auth,
  Body extends TSchema = TSchema,
  Params extends TObject = TObject,
  Query extends TObject = TObject,
> {
  readonly method: 'GET' | 'POST';
  /** With `:name` for parameters. */
  readonly url: string;
  readonly operation: string;
  readonly summary: string;
  readonly tag: 'jobs' | 'fleet' | 'account' | 'node' | 'operations';
  readonly auth: A;
  readonly body?: Body;
  readonly params?: Params;
  readonly query?: Query;
  readonly headers?: readonly RouteHeader[];
  readonly bodyLimit?: number;
  /** A revoked key may ask as well, and is told so by the route: a repetition of what revoked it must be answered alike. */
  readonly admitsRevoked?: true;
  /** How often one caller may call it; the usual rate of such callers if left out. */
  readonly rate?: RateName;
  /** Statuses of success with the schema of their body; null for none. */
  readonly answers: Readonly<Record<number, { readonly description: string; readonly schema: TSchema | null }>>;
  /** Those beyond what every route of its kind can answer. */
  readonly refusals: readonly RefusalCode[];
  /** A method, so that routes of all types share the type `AnyRoute`; the server gives each the call its schemas describe. */
  handle(call: Call<A, Body, Params, Query>, services: Services): Promise<Outcome>;
}

/** Fixes the types of a route from its schemas. */
export const defineRoute = <
  const A extends Auth,
  Body extends TSchema = TSchema,
  Params extends TObject = TObject,
  Query extends TObject = TObject,
>(
  spec: RouteSpec<A, Body, Params, Query>,
): RouteSpec<A, Body, Params, Query> => spec;

/** A route whose types no longer matter: what is mounted and described. */
export type AnyRoute = RouteSpec;
