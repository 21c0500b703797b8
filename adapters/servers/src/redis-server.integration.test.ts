import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';

import { isAlive } from './process-tree.ts';
import type { LocalServer } from './local-server.ts';
import { startRedis } from './redis-server.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

async function tempDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'wowlab-redis-'));
  cleanups.push(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

async function redisIn(dataDir: string, args: string[] = []): Promise<LocalServer> {
  const server = await startRedis({ dataDir, args });
  cleanups.push(() => server.stop());
  return server;
}

function ask({ port }: LocalServer, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port }, () => socket.write(`${command}\r\n`));
    socket.once('data', (reply: Buffer) => {
      resolve(reply.toString().trim());
      socket.destroy();
    });
    socket.once('error', reject);
  });
}

test('Redis runs with an append-only file and never evicts', async () => {
  const redis = await redisIn(await tempDir());
  expect(await ask(redis, 'CONFIG GET appendonly')).toContain('yes');
  expect(await ask(redis, 'CONFIG GET appendfsync')).toContain('everysec');
  expect(await ask(redis, 'CONFIG GET maxmemory-policy')).toContain('noeviction');
  expect(await ask(redis, 'CONFIG GET bind')).toContain('127.0.0.1');
});

test('further arguments win over the defaults', async () => {
  const redis = await redisIn(await tempDir(), ['--maxmemory', '64mb']);
  expect(await ask(redis, 'CONFIG GET maxmemory')).toContain('67108864');
});

test('data outlive an orderly restart and a kill -9 once fsynced, on the same address', async () => {
  const redis = await redisIn(await tempDir());
  const { url, pid } = redis;
  await ask(redis, 'SET stopped yes');
  await redis.restart();
  expect(redis.url).toBe(url);
  expect(redis.pid).not.toBe(pid);
  expect(await ask(redis, 'GET stopped')).toContain('yes');
  await ask(redis, 'SET killed yes');
  await ask(redis, 'WAITAOF 1 0 0');
  await redis.kill();
  expect(redis.isRunning).toBe(false);
  await redis.restart();
  expect(await ask(redis, 'GET killed')).toContain('yes');
});

test('a second server on the same data is refused with the holder named', async () => {
  const dataDir = await tempDir();
  const first = await redisIn(dataDir);
  await expect(startRedis({ dataDir })).rejects.toThrow(
    new RegExp(`process ${first.pid}\\) already works on .* Stop that one first`),
  );
});

test('a server whose starter was killed is stopped and its data are taken over', async () => {
  const dataDir = await tempDir();
  const module = new URL('./redis-server.ts', import.meta.url).href;
  const tsx = import.meta.resolve('tsx');
  const script = `const { startRedis } = await import(${JSON.stringify(module)});
    const redis = await startRedis({ dataDir: ${JSON.stringify(dataDir)} }); console.log(redis.pid);`;
  const starter = spawn(process.execPath, ['--import', tsx, '--input-type=module', '-e', script]);
  const orphan = Number(
    await new Promise<string>((resolve) => starter.stdout.once('data', (d: Buffer) => resolve(d.toString()))),
  );
  const gone = new Promise((resolve) => starter.once('exit', resolve));
  starter.kill('SIGKILL');
  await gone;
  expect(isAlive(orphan)).toBe(true);
  const redis = await redisIn(dataDir);
  expect(isAlive(orphan)).toBe(false);
  expect(await ask(redis, 'PING')).toBe('+PONG');
});

test('a start that the server itself refuses carries its log', async () => {
  const dataDir = await tempDir();
  await expect(startRedis({ dataDir, args: ['--maxmemory-policy', 'sometimes'] })).rejects.toThrow(
    /before it was ready[^]*maxmemory-policy/,
  );
});
