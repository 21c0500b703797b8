import { describe, expect, test } from 'vitest';
import { contentDigest, parseContentDigest } from './content-digest.ts';
import { nodeCrypto } from './fixtures/node-crypto.ts';

test('the digest of RFC 9530 appendix D.1 comes out', async () => {
  const body = new TextEncoder().encode('{"hello": "world"}\n');
  expect(await contentDigest(body, nodeCrypto)).toBe('sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:');
});

test('the digest of no body is that of zero bytes', async () => {
  expect(await contentDigest(new Uint8Array(0), nodeCrypto)).toBe(
    'sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:',
  );
});

describe('hazard B.27: a digest that says too little is refused', () => {
  const good = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';
  test.each([
    ['missing-digest', undefined],
    ['missing-digest', ''],
    ['weak-digest', 'md5=:1B2M2Y8AsgTpgAmY7PhCfg==:'],
    ['weak-digest', 'unixsum=:AAA=:'],
    ['weak-digest', `sha-512=:${good}:`],
    ['malformed-digest', 'sha-256=::'],
    ['malformed-digest', 'sha-256=:AAAA:'],
    ['malformed-digest', `sha-256=${good}`],
    ['malformed-digest', `sha-256=:${good}:, sha-256=:${good}:`],
    ['malformed-digest', `sha-256=:${good}:;p=1`],
    ['malformed-digest', `SHA-256=:${good}:`],
    ['malformed-digest', `sha-256=:${good.replace('FU=', 'FV=')}:`],
  ])('%s for %j', (fault, value) => {
    const parsed = parseContentDigest(value);
    expect(parsed.kind === 'refused' ? parsed.fault : parsed.kind).toBe(fault);
  });

  test('exactly one SHA-256 is taken', () => {
    expect(parseContentDigest(`sha-256=:${good}:`).kind).toBe('ok');
  });
});
