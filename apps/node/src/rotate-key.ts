import { rename } from 'node:fs/promises';
import { NodeClient } from '@wowlab/client';
import { encodeBase64Url } from '@wowlab/identity';
import { rotationStatement } from '@wowlab/protocol';
import { createKeyFile, generateEd25519Key, nodeCrypto, parseEd25519Key, readKeyFile } from '@wowlab/runtime';
import { endOf } from './node-end.ts';
import { loadNodeKey, nodeKeyPath } from './node-key.ts';

export type KeyRotation =
  | { readonly kind: 'rotated'; readonly from: string; readonly to: string }
  | { readonly kind: 'failed'; readonly problem: string };

const retryForMs = 30_000;

/** The key that follows: made and on disk before the server hears of it, and taken up again after a crash. */
const nextKey = async (path: string) => {
  const read = await readKeyFile(path);
  if (read.kind === 'unsafe') throw new Error(`${read.problem}; ${read.remedy}`);
  if (read.kind === 'absent') {
    const key = generateEd25519Key();
    const { kind } = await createKeyFile(path, key.toPem());
    if (kind === 'exists') throw new Error('another key rotation is under way');
    return key;
  }
  const parsed = parseEd25519Key(read.text);
  if (parsed.kind === 'invalid') throw new Error(`the file ${JSON.stringify(path)} can not be used: ${parsed.problem}`);
  return parsed.key;
};

/**
 * Moves this machine to a new key while the agent is stopped: owner, sharing and proof go with it, and the old key counts for
 * nothing. Whatever is cut short is finished by calling it again: the server answers a repetition alike.
 */
export const rotateNodeKey = async (serverUrl: URL, dataDir: string): Promise<KeyRotation> => {
  const loaded = await loadNodeKey(dataDir);
  if (loaded.kind === 'unusable') return { kind: 'failed', problem: `${loaded.problem}; ${loaded.remedy}` };
  if (loaded.created) return { kind: 'failed', problem: `there was no key in ${dataDir}; a first one was made` };
  const path = nodeKeyPath(dataDir);
  const next = await nextKey(`${path}.next`);
  const client = await NodeClient.create({ origin: serverUrl, key: loaded.key, crypto: nodeCrypto });
  try {
    const publicKey = encodeBase64Url(next.publicKey);
    const proof = encodeBase64Url(next.sign(new TextEncoder().encode(rotationStatement(client.id, publicKey))));
    const answer = await client.rotate({ publicKey, proof }, { retryForMs });
    if (answer.kind === 'unreachable') return { kind: 'failed', problem: answer.reason };
    if (answer.kind === 'refused') {
      const end = endOf(answer);
      return { kind: 'failed', problem: 'reason' in end ? end.reason : answer.problem.detail };
    }
    await rename(`${path}.next`, path);
    return { kind: 'rotated', from: client.id, to: answer.value.id };
  } finally {
    await client.close();
  }
};
