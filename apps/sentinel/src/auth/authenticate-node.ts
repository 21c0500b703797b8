import {
  checkPublicKey,
  checkSignatureHeaders,
  decodeBase64Url,
  nodeIdOf,
  type SignatureRefusal,
  type SignedFields,
  verifyRequest,
} from '@wowlab/identity';
import { periods } from '@wowlab/protocol';
import { nodeCrypto } from '@wowlab/runtime';
import type { FastifyRequest } from 'fastify';
import { parseJson } from '../http/parse-json.ts';
import { refuse, type Refused } from '../http/outcome.ts';
import type { NodeCaller } from './caller.ts';
import type { Services } from '../services.ts';

const signedFieldNames = ['signature-input', 'signature', 'content-digest', 'content-type'] as const;

/** The headers a signature depends on. Node drops a repeated Content-Type and joins the others; the raw list tells. */
export const signedFieldsOf = (request: FastifyRequest): SignedFields | Refused => {
  const { rawHeaders } = request.raw;
  const seen = new Set<string>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? '';
    if (!signedFieldNames.some((field) => field === name)) continue;
    if (seen.has(name))
      return refuse('bad-signature', `The header ${name} comes twice; each signed header comes once.`);
    seen.add(name);
  }
  const { headers } = request;
  const one = (value: string | string[] | undefined): string | undefined =>
    Array.isArray(value) ? value.join(', ') : value;
  return {
    'signature-input': one(headers['signature-input']),
    signature: one(headers['signature']),
    'content-digest': one(headers['content-digest']),
    'content-type': headers['content-type'],
  };
};

/** A signature's fault as a caller is told it: a clock that is off gets the time to correct itself by. */
export const refuseSignature = ({ fault, detail }: SignatureRefusal, nowMs: number): Refused => {
  const sentence = `Of the signature: ${detail}.`;
  if (fault === 'expired' || fault === 'future') return refuse('clock-skew', sentence, { serverTimeMs: nowMs });
  if (fault === 'unknown-key') return refuse('unknown-node', `No node is registered by the key id of this signature.`);
  return refuse('bad-signature', `${sentence} (${fault})`);
};

/** What can be refused before a byte of the body is read. */
export const checkNodeHeaders = (request: FastifyRequest, services: Services): Refused | null => {
  const fields = signedFieldsOf(request);
  if ('kind' in fields) return fields;
  const nowMs = services.clock.now();
  const checked = checkSignatureHeaders(fields, nowMs, periods.signatureWindowMs);
  return checked.kind === 'refused' ? refuseSignature(checked, nowMs) : null;
};

/** The key a registering node says is its own, if it proves something and the node id follows from it. */
const statedKey = async (rawBody: Uint8Array, keyId: string): Promise<Uint8Array | Refused> => {
  const parsed = parseJson(rawBody);
  if (parsed.kind === 'invalid') return refuse('invalid-body', `The body is not taken: ${parsed.problem}.`);
  const stated = typeof parsed.value === 'object' && parsed.value !== null && 'publicKey' in parsed.value;
  const text = stated ? (parsed.value as { readonly publicKey: unknown }).publicKey : undefined;
  const key = typeof text === 'string' ? decodeBase64Url(text) : null;
  if (key === null)
    return refuse('bad-signature', 'The body has no publicKey in base64url to verify the signature by.');
  const check = checkPublicKey(key);
  if (check.kind === 'refused') return refuse('weak-key', `Of publicKey: ${check.detail}. (${check.fault})`);
  if ((await nodeIdOf(key, nodeCrypto)) === keyId) return key;
  return refuse('bad-signature', 'The key id of the signature is not the id of publicKey in the body.');
};

/** Who signed the request. Asks Redis only for a key it has not seen lately. */
export const verifyNode = async (
  request: FastifyRequest,
  rawBody: Uint8Array,
  authority: string,
  keySource: 'registry' | 'registry-even-revoked' | 'body',
  services: Services,
): Promise<(NodeCaller & { readonly nonce: string }) | Refused> => {
  const fields = signedFieldsOf(request);
  if ('kind' in fields) return fields;
  const nowMs = services.clock.now();
  let refused: Refused | null = null;
  const keyOf = async (keyId: string): Promise<Uint8Array | null> => {
    if (keySource === 'registry') return services.nodeKeys.keyOf(keyId);
    if (keySource === 'registry-even-revoked') return services.nodeKeys.keyEvenRevoked(keyId);
    const stated = await statedKey(rawBody, keyId);
    if (!('kind' in stated)) return stated;
    refused = stated;
    return null;
  };
  const [pathname = '/', ...rest] = request.raw.url?.split('?') ?? [];
  const verdict = await verifyRequest(
    {
      method: request.method,
      target: { host: authority, pathname, search: rest.length === 0 ? '' : `?${rest.join('?')}` },
      fields,
      body: rawBody,
    },
    {
      crypto: nodeCrypto,
      nowMs,
      windowMs: periods.signatureWindowMs,
      keyOf,
    },
  );
  if (verdict.kind === 'verified') return { kind: 'node', id: verdict.keyId, nonce: verdict.nonce };
  return refused ?? refuseSignature(verdict, nowMs);
};
