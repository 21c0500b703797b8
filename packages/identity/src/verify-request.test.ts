import { assert, asyncProperty, constantFrom, nat, pre, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nodeCrypto } from './fixtures/node-crypto.ts';
import {
  body,
  created,
  goodParameters,
  key,
  nonce,
  nowMs,
  signed,
  signedOver,
  stranger,
  target,
} from './fixtures/signed-request.ts';
import { signRequest } from './sign-request.ts';
import { signedComponents } from './signature-base.ts';
import { type ReceivedRequest, type SignedFields, verifyRequest } from './verify-request.ts';

const keyOf = (keyId: string): Uint8Array | null => (keyId === key.keyId ? key.publicKey : null);
const verdictOf = async (request: ReceivedRequest, at: number = nowMs): Promise<string> => {
  const verdict = await verifyRequest(request, { crypto: nodeCrypto, nowMs: at, windowMs: 60_000, keyOf });
  return verdict.kind === 'refused' ? verdict.fault : verdict.kind;
};
const withFields = async (fields: SignedFields): Promise<string> => verdictOf({ method: 'POST', target, body, fields });
const quoted = signedComponents.map((name) => `"${name}"`);

describe('a rightly signed request', () => {
  test('is verified, and says who signed it, when and with which nonce', async () => {
    const verdict = await verifyRequest(await signed(), { crypto: nodeCrypto, nowMs, windowMs: 60_000, keyOf });
    expect(verdict).toEqual({ kind: 'verified', keyId: key.keyId, nonce, createdMs: nowMs });
  });

  test('is verified without a body, over the digest of zero bytes', async () => {
    const fields = await signRequest({ method: 'GET', target }, { key, crypto: nodeCrypto, nowMs, nonce });
    expect(await verdictOf({ method: 'GET', target, fields: { ...fields }, body: new Uint8Array(0) })).toBe('verified');
  });

  test('is verified whatever the order of components and parameters, the label, and without alg', async () => {
    expect(await withFields(await signedOver(quoted.toReversed()))).toBe('verified');
    expect(await withFields(await signedOver(quoted, Object.entries(goodParameters).toReversed()))).toBe('verified');
    const { alg: _, ...withoutAlg } = goodParameters;
    expect(await withFields(await signedOver(quoted, Object.entries(withoutAlg)))).toBe('verified');
  });

  test('is verified when the port is the scheme’s own and left out, as a URL does', async () => {
    const request = await signed();
    const explicit = new URL('https://wowlab.example:443/v1/node/work?a=b');
    expect(await verdictOf({ ...request, target: explicit })).toBe('verified');
  });
});

describe('hazard B.28: anything but one signature over exactly the signed components is refused', () => {
  test.each(signedComponents)('fewer: without %s', async (name) => {
    expect(await withFields(await signedOver(quoted.filter((each) => each !== `"${name}"`)))).toBe('missing-component');
  });

  test('none at all', async () => {
    expect(await withFields(await signedOver([]))).toBe('missing-component');
  });

  test.each(signedComponents)('repeated: %s twice', async (name) => {
    expect(await withFields(await signedOver([...quoted, `"${name}"`]))).toBe('repeated-component');
  });

  test.each(['"date"', '"@target-uri"', '"@method";req', '"content-digest";bs', '@method'])(
    'extra: %s',
    async (name) => {
      expect(await withFields(await signedOver([...quoted, name]))).toBe('extra-component');
    },
  );

  test('a second signature beside a good one, before it or after it', async () => {
    const good = await signedOver();
    const other = { input: 'evil=("@method");created=1;keyid="x"', signature: 'evil=:AAAA:' };
    for (const fields of [
      { 'signature-input': `${good['signature-input']}, ${other.input}` },
      { 'signature-input': `${other.input}, ${good['signature-input']}` },
      {
        'signature-input': `${good['signature-input']},${other.input}`,
        signature: `${good.signature},${other.signature}`,
      },
      { signature: `${good.signature}, ${other.signature}` },
    ]) {
      expect(await withFields({ ...good, ...fields })).toBe('several-signatures');
    }
  });

  test.each([
    ['wrong-tag', { ...goodParameters, tag: '"another"' }],
    ['wrong-algorithm', { ...goodParameters, alg: '"hmac-sha256"' }],
    ['wrong-algorithm', { ...goodParameters, alg: '"none"' }],
    ['malformed-nonce', { ...goodParameters, nonce: '"short"' }],
    ['malformed-nonce', { ...goodParameters, nonce: `"${'n'.repeat(65)}"` }],
    ['malformed-key-id', { ...goodParameters, keyid: '"*"' }],
    ['unknown-key', { ...goodParameters, keyid: `"${stranger.keyId}"` }],
    ['unknown-parameter', { ...goodParameters, expires: String(created + 60) }],
    ['malformed-signature', { ...goodParameters, created: '"1"' }],
    ['malformed-signature', { ...goodParameters, created: '1.5' }],
    ['expired', { ...goodParameters, created: String(created - 62) }],
    ['expired', { ...goodParameters, created: '0' }],
    ['future', { ...goodParameters, created: String(created + 61) }],
    ['future', { ...goodParameters, created: '999999999999999' }],
  ])('%s for %j', async (fault, parameters) => {
    expect(await withFields(await signedOver(quoted, Object.entries(parameters)))).toBe(fault);
  });

  test.each(['created', 'nonce', 'keyid', 'tag'])('missing parameter %s', async (name) => {
    const rest = Object.entries(goodParameters).filter(([each]) => each !== name);
    expect(await withFields(await signedOver(quoted, rest))).toBe('missing-parameter');
  });

  test('repeated parameter: a second created can not move the time', async () => {
    const twice = [...Object.entries(goodParameters), ['created', '1'] as const];
    expect(await withFields(await signedOver(quoted, twice))).toBe('repeated-parameter');
  });

  test.each([
    ['missing-signature', { signature: undefined }],
    ['missing-signature', { 'signature-input': undefined }],
    ['missing-digest', { 'content-digest': undefined }],
    ['missing-component', { 'content-type': undefined }],
    ['malformed-signature', { signature: 'sig=:AAAA:' }],
    ['malformed-signature', { signature: 'other=:AAAA:' }],
    ['malformed-signature', { 'signature-input': 'sig=(' }],
    ['malformed-signature', { 'signature-input': 'x'.repeat(3000) }],
  ])('%s for %j', async (fault, fields) => {
    expect(await withFields({ ...(await signedOver()), ...fields })).toBe(fault);
  });
});

describe('hazard B.20: a signature from too far away in time', () => {
  test.each([
    [600_000, 'expired'],
    [62_000, 'expired'],
    [60_000, 'verified'],
    [-60_000, 'verified'],
    [-61_000, 'future'],
    [-600_000, 'future'],
  ])('seen %s ms after it was made: %s', async (laterMs, verdict) => {
    expect(await verdictOf(await signed(), nowMs + laterMs)).toBe(verdict);
  });
});

describe('what was signed can not be changed', () => {
  test.each([
    ['method', { method: 'PUT' }],
    ['authority', { target: new URL('https://evil.example/v1/node/work?a=b') }],
    ['path', { target: new URL('https://wowlab.example/v1/node/heartbeat?a=b') }],
    ['query', { target: new URL('https://wowlab.example/v1/node/work?a=c') }],
    ['query taken away', { target: new URL('https://wowlab.example/v1/node/work') }],
  ])('%s', async (_, change) => {
    expect(await verdictOf({ ...(await signed()), ...change })).toBe('wrong-signature');
  });

  test('hazard B.27: a body swapped under a right digest', async () => {
    expect(await verdictOf({ ...(await signed()), body: new TextEncoder().encode('{"want":4}') })).toBe(
      'digest-mismatch',
    );
  });

  test('body and digest swapped together, the signature kept', async () => {
    const request = await signed();
    const other = new TextEncoder().encode('{"want":4}');
    const fields = await signRequest(
      { method: 'POST', target, body: other },
      { key: stranger, crypto: nodeCrypto, nowMs, nonce },
    );
    const swapped = { ...request.fields, 'content-digest': fields['content-digest'] };
    expect(await verdictOf({ ...request, body: other, fields: swapped })).toBe('wrong-signature');
  });

  test('any one character of the signature headers changed', async () => {
    const request = await signed();
    await assert(
      asyncProperty(
        constantFrom('signature-input' as const, 'signature' as const, 'content-digest' as const),
        nat(),
        constantFrom('a', '0', '"', ';', '(', ',', ' ', '='),
        async (field, at, character) => {
          const value = request.fields[field] ?? '';
          const index = at % value.length;
          const changed = value.slice(0, index) + character + value.slice(index + 1);
          const labelOnly = field !== 'content-digest' && index < value.indexOf('=');
          pre(changed !== value && !labelOnly);
          expect(await verdictOf({ ...request, fields: { ...request.fields, [field]: changed } })).not.toBe('verified');
        },
      ),
    );
  });
});

test('a hostile Signature-Input of any text is refused in bounded time and never throws', async () => {
  const request = await signed();
  await assert(
    asyncProperty(string({ unit: 'binary', maxLength: 200 }), string({ maxLength: 200 }), async (input, signature) => {
      const fields = { ...request.fields, 'signature-input': input, signature };
      expect(await verdictOf({ ...request, fields })).not.toBe('verified');
    }),
  );
  const started = performance.now();
  for (const input of [
    `sig=(${'"@method" '.repeat(200)}`,
    `sig=${'"'.repeat(2000)}`,
    `a=("${'\\'.repeat(2000)}`,
    ';a=1'.repeat(500),
  ]) {
    await verdictOf({ ...request, fields: { ...request.fields, 'signature-input': input } });
  }
  expect(performance.now() - started).toBeLessThan(500);
});

test('signing refuses a nonce, key id or address that can not stand in a signature', async () => {
  const options = { key, crypto: nodeCrypto, nowMs, nonce };
  await expect(signRequest({ method: 'GET', target }, { ...options, nonce: 'a"b' })).rejects.toThrow(/nonce/);
  await expect(signRequest({ method: 'GET', target }, { ...options, key: { ...key, keyId: 'x' } })).rejects.toThrow(
    /key id/,
  );
  await expect(
    signRequest({ method: 'GET', target: { host: 'a', pathname: '/ü', search: '' } }, options),
  ).rejects.toThrow(/ASCII/);
});
