import { createHmac, randomUUID } from 'node:crypto';
import { NodeShare, SharedUsers, UserId } from '@wowlab/protocol';
import { errors, jwtVerify, SignJWT } from 'jose';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';

/** What an enrolment token says. */
export interface EnrolmentClaims {
  readonly owner: string;
  readonly share: NodeShare;
  readonly users: readonly string[];
  /** Machines that may use it. */
  readonly nodes: number;
}

export interface ReadEnrolment extends EnrolmentClaims {
  /** Under which its uses are counted. */
  readonly id: string;
  readonly expiresAtMs: number;
}

export interface EnrolmentTokens {
  readonly issue: (claims: EnrolmentClaims, lifeMs: number) => Promise<{ token: string; expiresAtMs: number }>;
  /** Null for a token that was not made here, or has expired. */
  readonly read: (token: string) => Promise<ReadEnrolment | null>;
}

const audience = 'wowlab-enrolment';
const claimsSchema = Compile(
  Type.Object({
    sub: UserId,
    jti: Type.String(),
    exp: Type.Integer(),
    share: NodeShare,
    users: SharedUsers,
    nodes: Type.Integer(),
  }),
);

/**
 * Tokens by which machines enrol themselves as a user's. They carry their claims and are kept nowhere; a key of its own, derived
 * from a secret all sentinels share, keeps them apart from every other token.
 */
export const createEnrolmentTokens = (secret: string, now: () => number): EnrolmentTokens => {
  const key = createHmac('sha256', secret).update('wowlab enrolment tokens v1').digest();
  return {
    issue: async ({ owner, share, users, nodes }, lifeMs) => {
      const expiresAt = Math.floor((now() + lifeMs) / 1_000);
      const token = await new SignJWT({ share, users: [...users], nodes })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setSubject(owner)
        .setAudience(audience)
        .setJti(randomUUID())
        .setExpirationTime(expiresAt)
        .sign(key);
      return { token, expiresAtMs: expiresAt * 1_000 };
    },
    read: async (token) => {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['HS256'],
          audience,
          currentDate: new Date(now()),
        });
        if (!claimsSchema.Check(payload)) return null;
        const { sub, jti, exp, share, users, nodes } = payload;
        return { owner: sub, id: jti, expiresAtMs: exp * 1_000, share, users, nodes };
      } catch (error) {
        if (error instanceof errors.JOSEError) return null;
        throw error;
      }
    },
  };
};
