import { expect, test } from 'vitest';
import { createKeyKeeper } from './idempotency-key.ts';

const keeper = () => {
  let made = 0;
  return createKeyKeeper(() => `key-${(made += 1)}`);
};

test('the same request keeps its key until it is settled, so that sending it again makes no second job', () => {
  const keys = keeper();
  expect([keys.keyFor('a'), keys.keyFor('a')]).toEqual(['key-1', 'key-1']);
  keys.settle();
  expect(keys.keyFor('a')).toBe('key-2');
});

test('another request gets another key', () => {
  const keys = keeper();
  expect([keys.keyFor('a'), keys.keyFor('b')]).toEqual(['key-1', 'key-2']);
});

test('made keys are long, printable and never the same', () => {
  const made = new Set(Array.from({ length: 100 }, () => createKeyKeeper().keyFor('x')));
  expect(made.size).toBe(100);
  for (const key of made) expect(key).toMatch(/^[0-9a-f]{32}$/);
});
