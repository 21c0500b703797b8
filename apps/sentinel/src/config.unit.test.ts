import { expect, test } from 'vitest';
import { readSentinelConfig } from './config.ts';

const secret = 'x'.repeat(32);
const good = {
  PUBLIC_ORIGINS: 'https://wowlab.example, http://localhost:8080',
  REDIS_URL: 'redis://localhost:6379',
  DATABASE_URL: 'postgres://u:hidden@localhost/db',
  CENTRIFUGO_API_URL: 'http://localhost:8000',
  CENTRIFUGO_API_KEY: `${secret}1`,
  CENTRIFUGO_TOKEN_SECRET: `${secret}2`,
  CENTRIFUGO_PROXY_SECRET: `${secret}3`,
  SUPABASE_JWT_SECRET: `${secret}4`,
  ENGINE_MANIFEST: 'dist/engine/manifest.json',
};

test('a whole environment is read, frozen, with its defaults', () => {
  const read = readSentinelConfig(good);
  expect(read).toMatchObject({
    kind: 'read',
    config: {
      publicOrigins: ['https://wowlab.example', 'http://localhost:8080'],
      jwtIssuer: 'https://wowlab.example/auth/v1',
      port: 8080,
      localMode: false,
      realtimeUrl: '/connection/websocket',
      portalDir: null,
    },
  });
  expect(Object.isFrozen(read.kind === 'read' && read.config)).toBe(true);
});

test('all problems are named at once, and no secret is shown', () => {
  const read = readSentinelConfig({
    ...good,
    REDIS_URL: undefined,
    SENTINEL_PORT: '70000',
    PUBLIC_ORIGINS: 'https://wowlab.example/',
    REALTIME_URL: 'http://elsewhere',
    SUPABASE_JWT_SECRET: 'too-short-secret',
    DATABASE_URL: 'mysql://u:hidden@localhost/db',
  });
  const problems = read.kind === 'invalid' ? read.problems : [];
  expect(problems.map(({ name }) => name).toSorted()).toEqual([
    'DATABASE_URL',
    'PUBLIC_ORIGINS',
    'REALTIME_URL',
    'REDIS_URL',
    'SENTINEL_PORT',
    'SUPABASE_JWT_SECRET',
  ]);
  const text = JSON.stringify(problems);
  expect(text).not.toContain('too-short-secret');
  expect(text).not.toContain('hidden');
});
