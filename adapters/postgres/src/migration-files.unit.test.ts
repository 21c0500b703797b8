import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readMigrations } from './migration-files.ts';

test('the project’s migrations are named well, and no two carry one version', async () => {
  const directory = fileURLToPath(new URL('../../../supabase/migrations', import.meta.url));
  const migrations = await readMigrations(directory);
  expect(migrations.length).toBeGreaterThan(0);
});
