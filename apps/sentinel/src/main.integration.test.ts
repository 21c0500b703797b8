import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@wowlab/servers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { secrets, SentinelWorld } from './testing/sentinel-world.ts';
import { send } from './testing/send.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
let world: SentinelWorld;
let environment: NodeJS.ProcessEnv;
let port: number;
beforeAll(async () => {
  world = await SentinelWorld.open();
  port = await freePort();
  environment = {
    PATH: process.env['PATH'],
    SENTINEL_PORT: String(port),
    SENTINEL_INTERNAL_PORT: '0',
    PUBLIC_ORIGINS: `http://127.0.0.1:${port}`,
    REDIS_URL: world.redis.url,
    DATABASE_URL: world.postgres.url,
    CENTRIFUGO_API_URL: 'http://127.0.0.1:9',
    CENTRIFUGO_API_KEY: secrets.apiKey,
    CENTRIFUGO_TOKEN_SECRET: secrets.token,
    CENTRIFUGO_PROXY_SECRET: secrets.proxy,
    SUPABASE_JWT_SECRET: secrets.jwt,
    ENGINE_MANIFEST: join(world.folder, 'manifest.json'),
    MIGRATIONS_DIR: join(root, 'supabase/migrations'),
  };
});
afterAll(async () => world.close());

const start = (
  command: string,
  env: NodeJS.ProcessEnv = environment,
): { child: ChildProcess; output: () => string } => {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'apps/sentinel/src/main.ts'), command], {
    cwd: root,
    env,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { child, output: () => text };
};
const run = async (command: string, env?: NodeJS.ProcessEnv): Promise<{ code: number | null; text: string }> => {
  const { child, output } = start(command, env);
  await once(child, 'close');
  return { code: child.exitCode, text: output() };
};

test('check says of each part that it is fit, and fails naming the one that is not', async () => {
  const fit = await run('check');
  expect(fit.text).toMatch(/ok {4}engine: b{64}\nok {4}redis: .*\nok {4}postgres: /);
  expect(fit.code).toBe(0);
  const unfit = await run('check', { ...environment, REDIS_URL: 'redis://127.0.0.1:9' });
  expect(unfit.text).toMatch(/FAIL {2}redis: /);
  expect(unfit.code).toBe(1);
});

test('migrate can be run again and again', async () => {
  const migrated = await run('migrate');
  expect(migrated.text).toMatch(/\d+ migrations were in place, 0 were applied/);
  expect(migrated.code).toBe(0);
});

test('a broken environment is told whole before anything starts, and an unknown command too', async () => {
  const broken = await run('serve', { ...environment, REDIS_URL: '', SENTINEL_PORT: 'x' });
  expect(broken.code).toBe(2);
  expect(broken.text).toContain('REDIS_URL');
  expect(broken.text).toContain('SENTINEL_PORT');
  expect((await run('dance')).code).toBe(2);
});

test('hazard B.13: a Redis that may evict is refused at start with its remedy', async () => {
  const { createConnection } = await import('node:net');
  const tell = async (command: string): Promise<void> => {
    const socket = createConnection(world.redis.port, '127.0.0.1');
    socket.write(`${command}\r\n`);
    await once(socket, 'data');
    socket.destroy();
  };
  await tell('CONFIG SET maxmemory-policy allkeys-lru');
  const refused = await run('serve');
  await tell('CONFIG SET maxmemory-policy noeviction');
  expect(refused.code).toBe(1);
  expect(refused.text).toMatch(/noeviction/);
});

test('serve answers until SIGTERM, then drains and exits with 0', async () => {
  const { child, output } = start('serve');
  await expect
    .poll(async () => (await send(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.status, { timeout: 20_000 })
    .toBe(200);
  const ended = once(child, 'close');
  child.kill('SIGTERM');
  await ended;
  expect(child.exitCode, output()).toBe(0);
  expect(output()).toContain('sentinel drains');
  for (const secret of Object.values(secrets)) expect(output()).not.toContain(secret);
});
