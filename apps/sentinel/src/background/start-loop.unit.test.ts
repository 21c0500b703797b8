import { createLogger } from '@wowlab/runtime';
import { expect, test } from 'vitest';
import { startLoop } from './start-loop.ts';

const quiet = () => createLogger({ name: 'test', level: 'silent' });

test('a round that fails is tried again after a pause, and ends nothing', async () => {
  let rounds = 0;
  const stop = new AbortController();
  const loop = startLoop({
    name: 'flaky',
    log: quiet(),
    signal: stop.signal,
    round: () => {
      rounds += 1;
      return rounds < 3 ? Promise.reject(new Error('away')) : Promise.resolve(60_000);
    },
  });
  await expect.poll(() => rounds, { timeout: 5_000 }).toBe(3);
  await loop.close();
});

test('a nudge ends the pause, closing ends the loop after the round that runs', async () => {
  let rounds = 0;
  let finish = (): void => undefined;
  const loop = startLoop({
    name: 'patient',
    log: quiet(),
    signal: new AbortController().signal,
    round: async () => {
      rounds += 1;
      if (rounds === 2) await new Promise<void>((resolve) => (finish = resolve));
      return 60_000;
    },
  });
  await expect.poll(() => rounds).toBe(1);
  loop.nudge();
  await expect.poll(() => rounds).toBe(2);
  let closed = false;
  const closing = loop.close().then(() => (closed = true));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(closed).toBe(false);
  finish();
  await closing;
  expect(rounds).toBe(2);
});

test('an aborted signal ends a long pause at once', async () => {
  const stop = new AbortController();
  const loop = startLoop({ name: 'idle', log: quiet(), signal: stop.signal, round: () => Promise.resolve(60_000) });
  const started = performance.now();
  stop.abort();
  await loop.close();
  expect(performance.now() - started).toBeLessThan(1_000);
});

test('only the first failure of a row is logged, and the recovery', async () => {
  const lines: string[] = [];
  let rounds = 0;
  const loop = startLoop({
    name: 'flaky',
    log: createLogger({ name: 'test', format: 'json', destination: { write: (line) => lines.push(line) } }),
    signal: new AbortController().signal,
    round: () => {
      rounds += 1;
      return rounds < 3 ? Promise.reject(new Error('away')) : Promise.resolve(60_000);
    },
  });
  await expect.poll(() => lines.length, { timeout: 5_000 }).toBe(2);
  await loop.close();
  expect(lines.join('\n')).toMatch(/tried again[\s\S]*goes on/);
});
