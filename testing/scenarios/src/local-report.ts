import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Report } from '@wowlab/protocol';
import { repositoryRoot } from '@wowlab/stack';

/** Profiles that scenarios simulate. */
export const profilePaths = {
  full: join(repositoryRoot, 'examples/mop-bm-hunter.simc'),
  auto: join(repositoryRoot, 'examples/mop-bm-hunter-auto.simc'),
} as const;

/** What `wowlab sim FILE --local --json` prints: the engine alone, without any service. */
export const localReport = async (path: string, ...options: readonly string[]): Promise<Report> => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(repositoryRoot, 'dist/cli.mjs'), 'sim', path, '--local', '--json', ...options],
    { maxBuffer: 16 * 1024 * 1024 },
  );
  return JSON.parse(stdout) as Report;
};
