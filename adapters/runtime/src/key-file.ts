import { link, open, unlink } from 'node:fs/promises';
import { writeThenPlace } from './write-file-atomic.ts';

export type ReadKeyFile =
  | { readonly kind: 'read'; readonly text: string }
  | { readonly kind: 'absent' }
  /** Others could have read or changed it. `problem` names file and mode, `remedy` the command that mends it. */
  | { readonly kind: 'unsafe'; readonly problem: string; readonly remedy: string };

const isErrno = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** Bits that let anyone but the owner do anything. */
const othersBits = 0o077;

/** Largest key file read; a key is some hundred bytes. */
const maxKeyFileBytes = 64 * 1024;

/**
 * Reads a file that holds a private key. Refused unless it is a regular file of this user that no one else may read or
 * write. Windows has no such bits: there the user's profile folder guards it.
 */
export const readKeyFile = async (path: string): Promise<ReadKeyFile> => {
  let handle;
  try {
    handle = await open(path, 'r');
  } catch (cause) {
    if (isErrno(cause, 'ENOENT')) return { kind: 'absent' };
    throw new Error(`can not read the key file ${JSON.stringify(path)}`, { cause });
  }
  try {
    const { mode, uid, size } = await handle.stat();
    const shown = JSON.stringify(path);
    if (process.platform !== 'win32') {
      const user = process.getuid?.();
      if (user !== undefined && uid !== user && user !== 0) {
        return {
          kind: 'unsafe',
          problem: `the key file ${shown} belongs to user ${uid}, not to this one (${user})`,
          remedy: `run as the owner, or make it yours: chown ${user} ${shown}`,
        };
      }
      if ((mode & othersBits) !== 0) {
        return {
          kind: 'unsafe',
          problem: `the key file ${shown} has mode ${(mode & 0o777).toString(8).padStart(4, '0')}: others may use it`,
          remedy: `if nobody else has seen it, run: chmod 600 ${shown}; else remove it, so that a new key is made`,
        };
      }
    }
    if (size > maxKeyFileBytes) throw new Error(`the key file ${shown} has ${size} bytes, which is no key`);
    return { kind: 'read', text: await handle.readFile('utf8') };
  } finally {
    await handle.close();
  }
};

/** Writes a private key, mode 0600, on disk before it returns. `exists` when another process was first; nothing is replaced. */
export const createKeyFile = async (path: string, text: string): Promise<{ readonly kind: 'created' | 'exists' }> => {
  try {
    await writeThenPlace(path, text, { mode: 0o600, durable: true }, async (temporary) => {
      // A link, unlike a rename, fails when the name is taken.
      await link(temporary, path);
      await unlink(temporary);
    });
    return { kind: 'created' };
  } catch (cause) {
    if (isErrno(cause, 'EEXIST')) return { kind: 'exists' };
    throw new Error(`can not write the key file ${JSON.stringify(path)}`, { cause });
  }
};
