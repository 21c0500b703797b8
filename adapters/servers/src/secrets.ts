import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the parts of one local stack share. Made on its first start, kept in its data directory, never shown. */
export interface StackSecrets {
  readonly centrifugoTokenSecret: string;
  readonly centrifugoApiKey: string;
  readonly centrifugoProxySecret: string;
  readonly jwtSecret: string;
}

const names = ['centrifugoTokenSecret', 'centrifugoApiKey', 'centrifugoProxySecret', 'jwtSecret'] as const;
const secretBytes = 32;

const isSecrets = (value: unknown): value is StackSecrets =>
  typeof value === 'object' &&
  value !== null &&
  names.every((name) => {
    const secret: unknown = (value as Record<string, unknown>)[name];
    return typeof secret === 'string' && secret.length >= secretBytes;
  });

/**
 * The stack's secrets, made when there are none yet (file mode 0600).
 *
 * @throws when the file is there but is not what this function wrote.
 */
export const stackSecrets = async (dataDir: string): Promise<StackSecrets> => {
  // Others may pass through, since Postgres runs as a user of its own where root starts the stack; what is in here is closed
  // folder by folder and file by file.
  await mkdir(dataDir, { recursive: true, mode: 0o711 });
  const path = join(dataDir, 'secrets.json');
  try {
    const found: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (isSecrets(found)) return found;
    throw new Error(
      `${path} does not hold the stack's secrets. Delete it: new ones are made, and signed-in browsers sign in again.`,
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const made: StackSecrets = {
    centrifugoTokenSecret: randomBytes(secretBytes).toString('base64url'),
    centrifugoApiKey: randomBytes(secretBytes).toString('base64url'),
    centrifugoProxySecret: randomBytes(secretBytes).toString('base64url'),
    jwtSecret: randomBytes(secretBytes).toString('base64url'),
  };
  await writeFile(path, JSON.stringify(made), { mode: 0o600, flag: 'wx' });
  return made;
};
