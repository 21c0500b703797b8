import { jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';

import { realtimeAudience, realtimeIssuer, signRealtimeToken } from './realtime-token.ts';

const secret = 's'.repeat(32);
const nowMs = 1_700_000_000_500;
const signer = { secret, now: () => nowMs };

describe('a realtime token', () => {
  it('carries subject, audience, issuer, meta and a life counted from the given clock', async () => {
    const token = await signRealtimeToken(
      { subject: 'n1', kind: 'node', ttlSeconds: 900, meta: { owner: 'u1' } },
      signer,
    );
    const { payload, protectedHeader } = await jwtVerify(token, new TextEncoder().encode(secret), {
      audience: realtimeAudience,
      issuer: realtimeIssuer,
      currentDate: new Date(nowMs),
    });
    expect(protectedHeader.alg).toBe('HS256');
    expect(payload).toMatchObject({
      sub: 'n1',
      iat: 1_700_000_000,
      exp: 1_700_000_900,
      meta: { owner: 'u1', kind: 'node' },
    });
  });

  it('does not let meta override the kind', async () => {
    const token = await signRealtimeToken(
      { subject: '', kind: 'anonymous', ttlSeconds: 60, meta: { kind: 'node' } },
      signer,
    );
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), { currentDate: new Date(nowMs) });
    expect(payload['meta']).toEqual({ kind: 'anonymous' });
  });

  it('is not made for a node without a name, nor for a guest with one', () => {
    expect(() => signRealtimeToken({ subject: '', kind: 'node', ttlSeconds: 60 }, signer)).toThrow(/"node".*""/);
    expect(() => signRealtimeToken({ subject: 'x', kind: 'anonymous', ttlSeconds: 60 }, signer)).toThrow(/"anonymous"/);
  });
});
