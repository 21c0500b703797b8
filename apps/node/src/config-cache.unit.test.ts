import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Hex } from '@wowlab/runtime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigCache } from './config-cache.ts';

let folder: string;
let fetched: string[];
const texts = new Map(['a', 'b', 'c', 'd', 'e'].map((text) => [sha256Hex(text), text]));
const fetch = async (hash: string) => {
  fetched.push(hash);
  const text = texts.get(hash);
  return text === undefined
    ? ({ kind: 'refused', reason: 'no such config' } as const)
    : ({ kind: 'fetched', text } as const);
};
const open = (more = {}) => ConfigCache.open({ folder, fetch, ...more });
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wowlab-configs-'));
  fetched = [];
});
afterEach(() => rm(folder, { recursive: true }));

describe('the configs a node keeps', () => {
  it('are fetched once, however many ask, and not again after a restart', async () => {
    const cache = await open();
    const hash = sha256Hex('a');
    const both = await Promise.all([cache.get(hash), cache.get(hash)]);
    expect(both).toEqual([
      { kind: 'fetched', text: 'a' },
      { kind: 'fetched', text: 'a' },
    ]);
    expect(await (await open()).get(hash)).toEqual({ kind: 'fetched', text: 'a' });
    expect(fetched).toEqual([hash]);
  });

  it('are fetched again when the file does not have the hash it is named by', async () => {
    const hash = sha256Hex('a');
    await writeFile(join(folder, `${hash}.json`), 'tampered');
    expect(await (await open()).get(hash)).toEqual({ kind: 'fetched', text: 'a' });
    expect(fetched).toEqual([hash]);
  });

  it('are bounded on disk: the least recently used leave', async () => {
    const cache = await open({ keepOnDisk: 3, keepInMemory: 1 });
    for (const text of ['a', 'b', 'c', 'd', 'e']) await cache.get(sha256Hex(text));
    expect((await readdir(folder)).length).toBeLessThanOrEqual(3);
    expect(await readdir(folder)).toContain(`${sha256Hex('e')}.json`);
  });

  it('do not include refusals: the next asker asks the server again', async () => {
    const cache = await open();
    const unknown = sha256Hex('unknown');
    expect(await cache.get(unknown)).toEqual({ kind: 'refused', reason: 'no such config' });
    await cache.get(unknown);
    expect(fetched).toEqual([unknown, unknown]);
  });

  it('can not be asked for by a name that leaves the folder', async () => {
    const cache = await open();
    expect(() => cache.get('../../etc/passwd')).toThrow('is no SHA-256');
  });
});
