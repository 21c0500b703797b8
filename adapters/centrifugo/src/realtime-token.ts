import { SignJWT } from 'jose';

/** Fixed in every token and in the server's configuration, so that a token made for another service is refused here. */
export const realtimeAudience = 'wowlab-realtime';
export const realtimeIssuer = 'wowlab-sentinel';

/** Whom a connection speaks for. `anonymous` is a guest whose subject is empty. */
export type RealtimeKind = 'node' | 'user' | 'anonymous';

/** What the sentinel is told about a connection with each subscribe and RPC call. */
export type RealtimeMeta = Readonly<Record<string, unknown>>;

export interface RealtimeTokenClaims {
  /** The node's or user's id; empty for a guest. */
  readonly subject: string;
  readonly kind: RealtimeKind;
  readonly ttlSeconds: number;
  /**
   * Handed to the sentinel's proxies, never to other clients. It is inside the token because the connect proxy, the other
   * way to set it, is not asked when a client brings a token.
   */
  readonly meta?: RealtimeMeta;
}

export interface RealtimeTokenSigner {
  readonly secret: string;
  /** The current time in ms since the epoch. */
  readonly now: () => number;
}

/**
 * A token the realtime server accepts for one connection: HS256, `sub`, `aud`, `iss`, `iat`, `exp`, and `meta` with `kind`
 * inside. The proxies find it again as {@link ConnectionMeta}.
 */
export const signRealtimeToken = (claims: RealtimeTokenClaims, signer: RealtimeTokenSigner): Promise<string> => {
  if (claims.kind === 'anonymous' ? claims.subject !== '' : claims.subject === '') {
    throw new TypeError(
      `A realtime token of kind "${claims.kind}" got the subject "${claims.subject}"; a guest has none, all others need one.`,
    );
  }
  const issuedAt = Math.floor(signer.now() / 1_000);
  return new SignJWT({ meta: { ...claims.meta, kind: claims.kind } })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(claims.subject)
    .setAudience(realtimeAudience)
    .setIssuer(realtimeIssuer)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + claims.ttlSeconds)
    .sign(new TextEncoder().encode(signer.secret));
};
