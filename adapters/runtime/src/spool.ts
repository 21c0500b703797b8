import { mkdir, readdir, readFile, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { temporarySuffix, writeFileAtomic } from './write-file-atomic.ts';

export interface SpoolEntry {
  readonly key: string;
  readonly text: string;
}

/** Keys become file names: nothing but what every file system takes. */
const keyPattern = /^[a-z0-9][a-z0-9._-]{0,150}$/;
const suffix = '.json';

/**
 * Texts on disk, one file per key, kept until they are removed. An entry is whole or absent whenever the process dies. It is
 * not forced to the disk: after a power cut entries of the last seconds can be missing, which suits what can be made again.
 */
export class Spool {
  readonly folder: string;
  readonly #keys: Set<string>;

  private constructor(folder: string, keys: Set<string>) {
    this.folder = folder;
    this.#keys = keys;
  }

  /** Opens or makes the folder and gives what an earlier process left in it, oldest first. */
  static async open(folder: string): Promise<{ readonly spool: Spool; readonly left: readonly SpoolEntry[] }> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const left: { entry: SpoolEntry; changedMs: number }[] = [];
    for (const name of await readdir(folder)) {
      const path = join(folder, name);
      const key = name.slice(0, -suffix.length);
      if (name.endsWith(temporarySuffix)) await unlink(path);
      else if (name.endsWith(suffix) && keyPattern.test(key)) {
        const [text, { mtimeMs }] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
        left.push({ entry: { key, text }, changedMs: mtimeMs });
      }
    }
    left.sort((a, b) => a.changedMs - b.changedMs);
    return {
      spool: new Spool(folder, new Set(left.map(({ entry }) => entry.key))),
      left: left.map(({ entry }) => entry),
    };
  }

  /** How many entries are kept, so that a caller can stop making more. */
  get size(): number {
    return this.#keys.size;
  }

  /** Keeps `text`; a second call with the same key replaces it. */
  async put(key: string, text: string): Promise<void> {
    if (!keyPattern.test(key))
      throw new Error(`the spool key ${JSON.stringify(key)} does not match ${keyPattern.source}`);
    this.#keys.add(key);
    await writeFileAtomic(this.#path(key), text, { durable: false });
  }

  /** Forgets an entry; an absent one is already forgotten. */
  async remove(key: string): Promise<void> {
    this.#keys.delete(key);
    try {
      await unlink(this.#path(key));
    } catch (cause) {
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) throw cause;
    }
  }

  #path(key: string): string {
    return join(this.folder, `${key}${suffix}`);
  }
}
