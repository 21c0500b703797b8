import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadNodeKey, nodeKeyPath } from './node-key.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wowlab-key-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the key of a node', () => {
  it('is made at the first run, readable by the owner alone, and the same ever after', async () => {
    const first = await loadNodeKey(folder);
    const again = await loadNodeKey(folder);
    expect(first).toMatchObject({ kind: 'loaded', created: true });
    expect(again).toMatchObject({ kind: 'loaded', created: false });
    expect(again.kind === 'loaded' && again.key.publicKey).toEqual(first.kind === 'loaded' && first.key.publicKey);
    expect((await stat(nodeKeyPath(folder))).mode & 0o777).toBe(0o600);
  });

  it('is one key when two starts make it at the same moment', async () => {
    const both = await Promise.all([loadNodeKey(folder), loadNodeKey(folder)]);
    const [a, b] = both.map((loaded) => loaded.kind === 'loaded' && Buffer.from(loaded.key.publicKey).toString('hex'));
    expect(a).toBe(b);
    expect(both.filter((loaded) => loaded.kind === 'loaded' && loaded.created)).toHaveLength(1);
  });

  it.each([0o644, 0o640, 0o602, 0o660])('is refused in a file of mode %o, with the remedy', async (mode) => {
    await loadNodeKey(folder);
    await chmod(nodeKeyPath(folder), mode);
    const before = await readFile(nodeKeyPath(folder), 'utf8');
    expect(await loadNodeKey(folder)).toMatchObject({
      kind: 'unusable',
      problem: expect.stringContaining(`has mode 0${mode.toString(8)}`),
      remedy: expect.stringContaining('chmod 600'),
    });
    expect(await readFile(nodeKeyPath(folder), 'utf8')).toBe(before);
  });

  it('is not replaced when its file holds something else', async () => {
    await writeFile(nodeKeyPath(folder), 'not a key', { mode: 0o600 });
    expect(await loadNodeKey(folder)).toMatchObject({
      kind: 'unusable',
      problem: expect.stringContaining('not a private key in PEM'),
    });
    expect(await readFile(nodeKeyPath(folder), 'utf8')).toBe('not a key');
  });
});
