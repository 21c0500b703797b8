import { afterEach, describe, expect, test } from 'vitest';

import { describeSchema } from './schema-snapshot.ts';
import { openTestDatabases, queryOnce } from './testing/test-databases.ts';

const SNAPSHOT = '../../../supabase/schema.snapshot.sql';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

describe.each(['system', 'npm'] as const)('the schema on the PostgreSQL of the source %s', (source) => {
  test('equals the committed snapshot; `npm run snapshot -w @wowlab/postgres` writes a new one', async () => {
    const others = await openTestDatabases(source).catch((error: unknown) => {
      if (source === 'system' && String(error).includes('No PostgreSQL')) return undefined;
      throw error;
    });
    if (others === undefined) return;
    cleanups.push(() => others.close());
    const schema = await describeSchema(await others.create());
    await expect(schema).toMatchFileSnapshot(SNAPSHOT);
  });
});

test('a change to the schema shows in the snapshot', async () => {
  const databases = await openTestDatabases();
  cleanups.push(() => databases.close());
  const url = await databases.create();
  const before = await describeSchema(url);
  await queryOnce(url, 'alter table public.jobs disable row level security');
  await queryOnce(url, 'grant insert on public.jobs to anon');
  await queryOnce(url, 'alter table public.jobs alter column name drop not null');
  const after = await describeSchema(url);
  expect(before).toContain('jobs: on');
  expect(after).toContain('jobs: OFF');
  expect(after).toContain('jobs: anon may INSERT');
  expect(after).toMatch(/^jobs\.name text$/m);
});
