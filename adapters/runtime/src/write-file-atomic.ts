import { randomBytes } from 'node:crypto';
import { open, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

export interface WriteFileAtomicOptions {
  /** Permission bits; default 0600. */
  readonly mode?: number;
  /**
   * Whether the file survives a power cut (fsync of file and folder). Default true. Without it the file still survives the
   * death of the process, and costs no wait for the disk.
   */
  readonly durable?: boolean;
}

const syncFolder = async (folder: string): Promise<void> => {
  // Windows can not open a folder; its rename is durable by the journal.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** What a half-written file is called; readers of a folder skip and remove these. */
export const temporarySuffix = '.tmp';

/** A fresh name beside `path` for writing before it takes `path`'s place. */
export const temporaryNameFor = (path: string): string =>
  join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}${temporarySuffix}`);

/** Writes a whole file, calls `place` to put it where it belongs, and leaves nothing behind when either fails. */
export const writeThenPlace = async (
  path: string,
  content: string | Uint8Array,
  { mode = 0o600, durable = true }: WriteFileAtomicOptions,
  place: (temporary: string) => Promise<void>,
): Promise<void> => {
  const temporary = temporaryNameFor(path);
  try {
    const handle = await open(temporary, 'wx', mode);
    try {
      await handle.writeFile(content);
      if (durable) await handle.sync();
    } finally {
      await handle.close();
    }
    await place(temporary);
  } catch (cause) {
    await unlink(temporary).catch(() => undefined);
    throw cause;
  }
  if (durable) await syncFolder(dirname(path));
};

/** Replaces a file as one step: a reader sees the old content or the new, never a part. */
export const writeFileAtomic = (
  path: string,
  content: string | Uint8Array,
  options: WriteFileAtomicOptions = {},
): Promise<void> => writeThenPlace(path, content, options, (temporary) => rename(temporary, path));
