import { createPublicKey, verify } from 'node:crypto';
import { checkPublicKey, decodeBase64Url, nodeIdOf } from '@wowlab/identity';
import { KeyRotated, RotateKey, rotationStatement } from '@wowlab/protocol';
import { nodeCrypto } from '@wowlab/runtime';
import { answer, refuse } from '../http/outcome.ts';
import { defineRoute } from '../http/route.ts';

/** Whether `proof` is the signature of the new key over the statement. */
const provesNewKey = (publicKey: string, proof: Uint8Array, statement: string): boolean =>
  verify(
    null,
    Buffer.from(statement),
    createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' }),
    proof,
  );

export const rotateKey = defineRoute({
  method: 'POST',
  url: '/v1/node/rotate',
  operation: 'rotateKey',
  summary: 'Move a node to a new key, signed by the old one',
  tag: 'node',
  auth: 'node',
  admitsRevoked: true,
  body: RotateKey,
  answers: { 200: { description: 'The id of the new key; the old key counts for nothing.', schema: KeyRotated } },
  refusals: ['weak-key', 'bad-signature', 'key-taken', 'forbidden', 'revoked', 'unknown-node'],
  async handle({ caller, body }, { clock, coordination, log, realtime }) {
    const key = decodeBase64Url(body.publicKey);
    const proof = decodeBase64Url(body.proof);
    if (key === null || proof === null) return refuse('weak-key', 'The new key or its proof is not base64url.');
    const check = checkPublicKey(key);
    if (check.kind === 'refused') return refuse('weak-key', `Of publicKey: ${check.detail}. (${check.fault})`);
    if (!provesNewKey(body.publicKey, proof, rotationStatement(caller.id, body.publicKey))) {
      return refuse('bad-signature', 'The proof is not the new key’s signature over the rotation.');
    }
    const successor = await nodeIdOf(key, nodeCrypto);
    const rotated = await coordination.rotateNode(caller.id, successor, body.publicKey);
    switch (rotated.kind) {
      case 'rotated':
        log.info({ node: caller.id, successor }, 'a node moved to a new key');
        await realtime.disconnect(caller.id, { reason: 'this node moved to a new key' });
        return answer(200, { id: successor, serverTimeMs: Math.round(clock.now()) } satisfies KeyRotated);
      case 'taken':
        return refuse('key-taken', `The node ${successor} is known already.`);
      case 'quarantined':
        return refuse('forbidden', 'A machine that brought false results can not take a new key.');
      case 'revoked':
        return refuse('revoked', `The key of the node ${caller.id} was revoked.`);
      case 'unknown-node':
        return refuse('unknown-node', `The node ${caller.id} is not registered (any more).`);
      default:
        return rotated satisfies never;
    }
  },
});
