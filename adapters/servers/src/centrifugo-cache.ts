import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where realtime servers that were built or downloaded stay, for every checkout of this user. */
export function centrifugoCacheDir(): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'wowlab', 'realtime');
}
