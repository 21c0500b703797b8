import {
  assert,
  asyncProperty,
  constantFrom,
  option,
  record,
  uint8Array,
  webPath,
  webQueryParameters,
} from 'fast-check';
import { createSignature, verifySignature } from 'http-message-sig';
import { expect, test } from 'vitest';
import { contentDigest } from './content-digest.ts';
import { nodeCrypto } from './fixtures/node-crypto.ts';
import { key, nonce, nowMs } from './fixtures/signed-request.ts';
import { signRequest } from './sign-request.ts';
import { signedComponents } from './signature-base.ts';
import { verifyRequest } from './verify-request.ts';

/** Requests as the other implementation and ours both name them. */
const requests = record({
  method: constantFrom('GET', 'POST', 'PUT', 'DELETE'),
  host: constantFrom('wowlab.example', 'WowLab.example', 'localhost:8080', 'wowlab.example:443', '[::1]:9000'),
  path: webPath(),
  query: option(webQueryParameters(), { nil: null }),
  body: uint8Array({ maxLength: 64 }),
});

const urlOf = ({ host, path, query }: { host: string; path: string; query: string | null }): URL =>
  new URL(`https://${host}${path}${query === null ? '' : `?${query}`}`);

const fieldsOf = (headers: object): { name: string; value: string }[] =>
  Object.entries(headers).map(([name, value]) => ({ name, value: String(value) }));

test('what we sign, another implementation of RFC 9421 verifies', async () => {
  await assert(
    asyncProperty(requests, async (request) => {
      const target = urlOf(request);
      const headers = await signRequest({ ...request, target }, { key, crypto: nodeCrypto, nowMs, nonce });
      const verified = await verifySignature(
        { kind: 'request', method: request.method, targetUri: target.href, fields: fieldsOf(headers) },
        {
          policy: {
            algorithms: ['ed25519'],
            requiredComponents: [...signedComponents],
            requiredParameters: ['created', 'nonce', 'keyid', 'tag'],
            now: nowMs / 1000,
            maxAge: 60,
          },
          resolveVerifier: () => ({
            algorithm: 'ed25519',
            verify: (message, signature) => nodeCrypto.verifyEd25519(key.publicKey, message, signature),
          }),
        },
      );
      expect(verified.parameters.keyid).toBe(key.keyId);
    }),
    { numRuns: 100 },
  );
});

test('what another implementation of RFC 9421 signs, we verify', async () => {
  await assert(
    asyncProperty(requests, async (request) => {
      const target = urlOf(request);
      const plain = {
        'content-type': 'application/json',
        'content-digest': await contentDigest(request.body, nodeCrypto),
      };
      const { signature, signatureInput } = await createSignature(
        { kind: 'request', method: request.method, targetUri: target.href, fields: fieldsOf(plain) },
        {
          label: 'other',
          components: [...signedComponents],
          parameters: { created: nowMs / 1000, nonce, keyid: key.keyId, alg: 'ed25519', tag: 'wowlab-node-v1' },
          signer: { algorithm: 'ed25519', sign: key.signEd25519 },
        },
      );
      const verdict = await verifyRequest(
        {
          method: request.method,
          target,
          fields: { ...plain, signature, 'signature-input': signatureInput },
          body: request.body,
        },
        { crypto: nodeCrypto, nowMs, windowMs: 60_000, keyOf: () => key.publicKey },
      );
      expect(verdict.kind).toBe('verified');
    }),
    { numRuns: 100 },
  );
});
