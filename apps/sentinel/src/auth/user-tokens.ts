import { UserId } from '@wowlab/protocol';
import { errors, jwtVerify, SignJWT } from 'jose';
import { Compile } from 'typebox/compile';
import type { UserCaller } from './caller.ts';

export type VerifiedUser =
  | { readonly kind: 'user'; readonly user: UserCaller }
  /** `problem` is for the caller: which rule the token breaks, never what it holds. */
  | { readonly kind: 'refused'; readonly problem: string };

export interface UserTokens {
  readonly verify: (token: string) => Promise<VerifiedUser>;
  /** A token of the shape Supabase Auth issues, for the local stack's user. */
  readonly issue: (userId: string) => Promise<{ readonly token: string; readonly expiresAtMs: number }>;
}

export interface UserTokenOptions {
  /** HS256 secret that the issuer of tokens shares with the sentinels. */
  readonly secret: string;
  readonly issuer: string;
  /** Ms since the epoch. */
  readonly now: () => number;
}

const audience = 'authenticated';
const lifeSeconds = 3_600;
/** Supabase lets a token live for a week at most; one that claims more was not issued for a session. */
const maxLifeSeconds = 7 * 24 * 3_600;
const clockToleranceSeconds = 5;
/** Longer than any token of this shape; bounds the work on a hostile one. */
const maxTokenChars = 8_192;

const userId = Compile(UserId);

const problemOf = (error: unknown): string => {
  if (error instanceof errors.JWTExpired) return 'the token has expired';
  if (error instanceof errors.JWTClaimValidationFailed) return `the token’s ${error.claim} is not what is wanted here`;
  if (error instanceof errors.JOSEAlgNotAllowed) return 'the token is signed with an algorithm that is not taken';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'the token’s signature is wrong';
  if (error instanceof errors.JOSEError) return 'the token is malformed';
  throw error;
};

/** Verifies and issues user tokens: HS256 and nothing else, audience `authenticated`, one issuer. */
export const createUserTokens = (options: UserTokenOptions): UserTokens => {
  const key = new TextEncoder().encode(options.secret);
  const verify = async (token: string): Promise<VerifiedUser> => {
    if (token.length > maxTokenChars) return { kind: 'refused', problem: 'the token is too long' };
    let payload;
    try {
      ({ payload } = await jwtVerify(token, key, {
        algorithms: ['HS256'],
        audience,
        issuer: options.issuer,
        requiredClaims: ['sub', 'exp', 'iat'],
        clockTolerance: clockToleranceSeconds,
        currentDate: new Date(options.now()),
      }));
    } catch (error) {
      return { kind: 'refused', problem: problemOf(error) };
    }
    const { sub = '', exp = 0, role } = payload;
    const nowSeconds = Math.floor(options.now() / 1_000);
    if (exp > nowSeconds + maxLifeSeconds) {
      return { kind: 'refused', problem: 'the token would live longer than any session' };
    }
    if (!userId.Check(sub)) return { kind: 'refused', problem: 'the token’s sub is no user id' };
    const named = typeof role === 'string' && role.length <= 64 ? role : 'authenticated';
    return { kind: 'user', user: { kind: 'user', id: sub.toLowerCase(), role: named, expiresAtMs: exp * 1_000 } };
  };
  const issue: UserTokens['issue'] = async (id) => {
    const issuedAt = Math.floor(options.now() / 1_000);
    const token = await new SignJWT({ role: 'authenticated', aal: 'aal1', is_anonymous: false })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(id)
      .setAudience(audience)
      .setIssuer(options.issuer)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + lifeSeconds)
      .sign(key);
    return { token, expiresAtMs: (issuedAt + lifeSeconds) * 1_000 };
  };
  return { verify, issue };
};
