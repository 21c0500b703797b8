import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startLocalStack, type LocalStack, type LocalStackOptions } from '@wowlab/servers';

/** The repository's root, from this file. */
export const repositoryRoot = fileURLToPath(new URL('../../../', import.meta.url));

/** A local stack in a temporary folder of its own, with the size of a test unless said otherwise. */
export interface TestStack extends LocalStack {
  readonly dataDir: string;
  /** Everything the programs wrote, for a failure's message. */
  output(): string;
}

/** `dataDir` starts again on what an earlier stack left, and keeps it; without it the folder is made, and deleted at the end. */
export type TestStackOptions = Partial<Omit<LocalStackOptions, 'distDir' | 'migrationsDir'>>;

const keptCharacters = 200_000;

/** A folder for the data of a stack. */
export const makeDataDir = async (): Promise<string> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'wowlab-stack-'));
  // Postgres runs as a user of its own where root runs the tests, and has to pass through.
  await chmod(dataDir, 0o711);
  return dataDir;
};

/**
 * Boots the real system for a test: real Redis, Postgres, realtime server, sentinels and nodes, from the built programs in
 * `dist/` (the suites that boot it build them first). Closing it deletes its folder.
 */
export const startStack = async (options: TestStackOptions = {}): Promise<TestStack> => {
  const dataDir = options.dataDir ?? (await makeDataDir());
  let written = '';
  const stack = await startLocalStack({
    distDir: join(repositoryRoot, 'dist'),
    migrationsDir: join(repositoryRoot, 'supabase/migrations'),
    port: 0,
    sentinels: 2,
    realtimeServers: 1,
    nodes: 1,
    workers: 1,
    onOutput: (name, text) => {
      written = `${written}${text.replaceAll(/^(?=.)/gm, `[${name}] `)}`.slice(-keptCharacters);
    },
    ...options,
    dataDir,
  });
  const close = async (): Promise<void> => {
    await stack.close();
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
  };
  return { ...stack, dataDir, close, output: () => written };
};
