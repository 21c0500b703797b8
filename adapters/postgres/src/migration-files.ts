import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The Supabase CLI's naming: a 14-digit UTC time, then words. */
const FILE_NAME = /^(\d{14})_([a-z0-9_]+)\.sql$/;

export interface Migration {
  /** The 14 digits; migrations apply in their order. */
  readonly version: string;
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the text with line endings as on Unix, so that a checkout on Windows is no change. */
  readonly checksum: string;
}

/**
 * The migrations of a Supabase project's folder, in order.
 *
 * @throws when a `.sql` file is named in another way, or two carry one version.
 */
export async function readMigrations(directory: string): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort();
  const migrations: Migration[] = [];
  for (const file of names) {
    const match = FILE_NAME.exec(file);
    const [, version, name] = match ?? [];
    if (version === undefined || name === undefined) {
      throw new Error(
        `The migration ${JSON.stringify(file)} in ${directory} is not named YYYYMMDDhhmmss_words_like_this.sql. Rename it.`,
      );
    }
    if (migrations.at(-1)?.version === version) {
      throw new Error(`Two migrations in ${directory} carry the version ${version}. Give the newer one a later time.`);
    }
    const sql = (await readFile(join(directory, file), 'utf8')).replaceAll('\r\n', '\n');
    migrations.push({ version, name, sql, checksum: createHash('sha256').update(sql).digest('hex') });
  }
  return migrations;
}
