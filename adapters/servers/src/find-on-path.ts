import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Daemons often live where a plain user's PATH does not look. */
const DAEMON_DIRS = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin'];

function isExecutableFile(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The first executable called `name` on `searchPath` (by default PATH, then where daemons live), as an absolute path. */
export function findOnPath(name: string, searchPath: string | undefined = process.env['PATH']): string | undefined {
  return [...(searchPath ?? '').split(delimiter), ...DAEMON_DIRS]
    .filter((dir) => dir !== '')
    .map((dir) => join(dir, name))
    .find(isExecutableFile);
}
