import { expect, test } from 'vitest';
import { unfitnessOf } from './check-server.ts';

const info = (version: string, aof: number, policy: string): string =>
  `# Server\r\nredis_version:${version}\r\naof_enabled:${aof}\r\nmaxmemory_policy:${policy}\r\n`;

test('a fit server has nothing said against it', () => {
  expect(unfitnessOf(info('7.0.15', 1, 'noeviction'))).toEqual([]);
});

test('Valkey counts by its own version, not by the Redis version it speaks', () => {
  expect(unfitnessOf(`valkey_version:8.1.0\r\n${info('7.2.4', 1, 'noeviction')}`)).toEqual([]);
});

test('every problem is named at once, with what it is and what to do', () => {
  const problems = unfitnessOf(info('6.2.14', 0, 'allkeys-lru'));
  expect(problems).toHaveLength(3);
  expect(problems.join('\n')).toMatch(/6\.2\.14.*install.*\n.*appendonly yes.*\n.*allkeys-lru.*noeviction/);
});
