import { join } from 'node:path';
import { createKeyFile, type Ed25519Key, generateEd25519Key, parseEd25519Key, readKeyFile } from '@wowlab/runtime';

export type LoadedNodeKey =
  | { readonly kind: 'loaded'; readonly key: Ed25519Key; readonly created: boolean }
  | { readonly kind: 'unusable'; readonly problem: string; readonly remedy: string };

export const nodeKeyPath = (dataDir: string): string => join(dataDir, 'node.key');

/** The node's key: read from its file, or made and written there (mode 0600) at the first run. It never leaves the machine. */
export const loadNodeKey = async (dataDir: string): Promise<LoadedNodeKey> => {
  const path = nodeKeyPath(dataDir);
  const read = await readKeyFile(path);
  if (read.kind === 'unsafe') return { kind: 'unusable', problem: read.problem, remedy: read.remedy };
  if (read.kind === 'absent') {
    const key = generateEd25519Key();
    const { kind } = await createKeyFile(path, key.toPem());
    // Another start was quicker: its key is the node's.
    return kind === 'created' ? { kind: 'loaded', key, created: true } : loadNodeKey(dataDir);
  }
  const parsed = parseEd25519Key(read.text);
  if (parsed.kind === 'parsed') return { kind: 'loaded', key: parsed.key, created: false };
  return {
    kind: 'unusable',
    problem: `the key file ${JSON.stringify(path)} can not be used: ${parsed.problem}`,
    remedy: 'put the right file back from a copy, or remove it: the node then starts anew under another id',
  };
};
