import { mkdir, readdir, readFile, stat, unlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex, writeFileAtomic } from '@wowlab/runtime';

export type FetchedConfig =
  | { readonly kind: 'fetched'; readonly text: string }
  | { readonly kind: 'refused'; readonly reason: string };

export interface ConfigCacheOptions {
  readonly folder: string;
  /** Asks the server; resolves when it has answered for good. The text has been checked against the hash. */
  readonly fetch: (hash: string) => Promise<FetchedConfig>;
  /** Configs kept on disk; the least recently used leave first. Default 4,096 (some 100 MB at most). */
  readonly keepOnDisk?: number;
  /** Configs kept in memory. Default 256. */
  readonly keepInMemory?: number;
}

const hashPattern = /^[0-9a-f]{64}$/;

/** Configs by their SHA-256: in memory, else on disk, else from the server. What is damaged on disk is fetched again. */
export class ConfigCache {
  readonly #options: Required<ConfigCacheOptions>;
  readonly #memory = new Map<string, Promise<FetchedConfig>>();
  #onDisk = 0;

  private constructor(options: Required<ConfigCacheOptions>) {
    this.#options = options;
  }

  static async open(options: ConfigCacheOptions): Promise<ConfigCache> {
    const cache = new ConfigCache({ keepOnDisk: 4096, keepInMemory: 256, ...options });
    await mkdir(options.folder, { recursive: true, mode: 0o700 });
    await cache.#prune();
    return cache;
  }

  /** Several askers of one config share one fetch. A refusal is not remembered. */
  get(hash: string): Promise<FetchedConfig> {
    if (!hashPattern.test(hash)) throw new TypeError(`${JSON.stringify(hash)} is no SHA-256 in lowercase hex`);
    const known = this.#memory.get(hash);
    this.#memory.delete(hash);
    const found = known ?? this.#find(hash);
    this.#memory.set(hash, found);
    if (known === undefined) this.#forgetUnlessFetched(hash, found);
    const oldest = this.#memory.keys().next();
    if (this.#memory.size > this.#options.keepInMemory && oldest.done !== true) this.#memory.delete(oldest.value);
    return found;
  }

  #forgetUnlessFetched(hash: string, found: Promise<FetchedConfig>): void {
    const forget = (): void => {
      if (this.#memory.get(hash) === found) this.#memory.delete(hash);
    };
    found.then((config) => config.kind === 'fetched' || forget(), forget);
  }

  async #find(hash: string): Promise<FetchedConfig> {
    const path = join(this.#options.folder, `${hash}.json`);
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text !== undefined && sha256Hex(text) === hash) {
      const now = new Date();
      // Only the order of leaving depends on it.
      await utimes(path, now, now).catch(() => undefined);
      return { kind: 'fetched', text };
    }
    const config = await this.#options.fetch(hash);
    if (config.kind === 'fetched') await this.#keep(path, config.text);
    return config;
  }

  /** A full disk costs a fetch at the next start, not the chunk. */
  async #keep(path: string, text: string): Promise<void> {
    try {
      await writeFileAtomic(path, text, { durable: false });
      this.#onDisk += 1;
      if (this.#onDisk > this.#options.keepOnDisk) await this.#prune();
    } catch {
      return;
    }
  }

  /** Removes the least recently used down to nine tenths of the bound, so that it is not walked at every write. */
  async #prune(): Promise<void> {
    const { folder, keepOnDisk } = this.#options;
    const names = await readdir(folder);
    this.#onDisk = names.length;
    if (names.length <= keepOnDisk) return;
    const dated = await Promise.all(
      names.map(async (name) => {
        const path = join(folder, name);
        return {
          path,
          usedMs: await stat(path).then(
            ({ mtimeMs }) => mtimeMs,
            () => 0,
          ),
        };
      }),
    );
    dated.sort((a, b) => a.usedMs - b.usedMs);
    const surplus = dated.slice(0, names.length - Math.floor(keepOnDisk * 0.9));
    await Promise.all(surplus.map(({ path }) => unlink(path).catch(() => undefined)));
    this.#onDisk = names.length - surplus.length;
  }
}
