import { generateKeyPairSync } from 'node:crypto';
import { base64url, SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { createUserTokens } from './user-tokens.ts';

const secret = 's'.repeat(32);
const issuer = 'https://project.supabase.co/auth/v1';
const user = '8d0fd2b3-9ca7-4d9e-a95f-9e13dded323e';
const nowSeconds = 1_760_000_000;
const tokens = createUserTokens({ secret, issuer, now: () => nowSeconds * 1_000 });

interface Shape {
  readonly alg?: string;
  readonly key?: string;
  readonly aud?: string;
  readonly iss?: string;
  readonly sub?: string;
  readonly exp?: number;
  readonly nbf?: number;
}

const make = ({
  alg = 'HS256',
  key = secret,
  aud = 'authenticated',
  iss = issuer,
  sub = user,
  exp = 3_600,
  nbf,
}: Shape = {}) => {
  const token = new SignJWT({ role: 'authenticated', email: 'a@b.c' })
    .setProtectedHeader({ alg, typ: 'JWT' })
    .setAudience(aud)
    .setIssuer(iss)
    .setSubject(sub)
    .setIssuedAt(nowSeconds)
    .setExpirationTime(nowSeconds + exp);
  if (nbf !== undefined) token.setNotBefore(nowSeconds + nbf);
  return token.sign(new TextEncoder().encode(key));
};
const verdict = async (token: string): Promise<string> => {
  const verified = await tokens.verify(token);
  return verified.kind === 'user' ? verified.user.id : verified.problem;
};

test('a token of Supabase’s shape names its user, role and end', async () => {
  expect(await tokens.verify(await make())).toEqual({
    kind: 'user',
    user: { kind: 'user', id: user, role: 'authenticated', expiresAtMs: (nowSeconds + 3_600) * 1_000 },
  });
});

test('an issued token is verified by another instance with the same secret, and ends in an hour', async () => {
  const { token, expiresAtMs } = await tokens.issue(user);
  const other = createUserTokens({ secret, issuer, now: () => nowSeconds * 1_000 });
  expect((await other.verify(token)).kind).toBe('user');
  expect(expiresAtMs).toBe((nowSeconds + 3_600) * 1_000);
});

describe('hazard B.33: a token that proves nothing, or is not for us, is refused', () => {
  test('alg none', async () => {
    const none = new UnsecuredJWT({ sub: user, role: 'service_role' })
      .setAudience('authenticated')
      .setIssuer(issuer)
      .setIssuedAt(nowSeconds)
      .setExpirationTime(nowSeconds + 60)
      .encode();
    expect(await verdict(none)).toMatch(/malformed|algorithm/);
  });

  test.each(['none', 'None', 'RS256', 'ES256', 'EdDSA', 'HS512'])(
    'a header that says %s over an HS256 signature',
    async (alg) => {
      const [, payload, signature] = (await make()).split('.');
      const header = base64url.encode(JSON.stringify({ alg, typ: 'JWT' }));
      expect(await verdict(`${header}.${payload}.${signature}`)).toMatch(/algorithm|signature|malformed/);
    },
  );

  test('HMAC keyed with a public key, as a verifier that lets the token choose would take', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    expect(await verdict(await make({ key: pem }))).toContain('signature');
  });

  test.each<[string, Shape, RegExp]>([
    ['another secret', { key: 'x'.repeat(32) }, /signature/],
    ['another algorithm of the same family', { alg: 'HS384' }, /algorithm/],
    ['another audience', { aud: 'anon' }, /aud/],
    ['another issuer', { iss: 'https://evil.example/auth/v1' }, /iss/],
    ['expired', { exp: -60 }, /expired/],
    ['an end in a hundred years', { exp: 3_153_600_000 }, /longer than any session/],
    ['not yet valid', { nbf: 600 }, /nbf/],
    ['no user id', { sub: 'admin' }, /no user id/],
    ['an empty subject', { sub: '' }, /no user id/],
  ])('%s', async (_, shape, problem) => {
    expect(await verdict(await make(shape))).toMatch(problem);
  });

  test('without an end, or without a time of issue', async () => {
    const bare = new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience('authenticated')
      .setIssuer(issuer)
      .setSubject(user);
    expect(await verdict(await bare.sign(new TextEncoder().encode(secret)))).toMatch(/exp|iat/);
  });

  test.each(['', '.', '..', 'a.b.c', `${'a'.repeat(9_000)}.b.c`])('garbage %#', async (token) => {
    expect(await verdict(token)).toMatch(/malformed|too long/);
  });
});
