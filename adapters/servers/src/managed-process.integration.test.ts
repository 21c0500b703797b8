import { connect, createServer } from 'node:net';
import { expect, test } from 'vitest';

import { freePort, isPortFree } from './free-port.ts';
import { ProcessNotReadyError, startProcess } from './managed-process.ts';
import { descendantsOf, isAlive } from './process-tree.ts';

const node = (script: string): { name: string; command: string; args: string[] } => ({
  name: 'a script',
  command: process.execPath,
  args: ['-e', script],
});
const untilItSays =
  (text: string) =>
  ({ logTail }: { logTail: () => string }): Promise<boolean> =>
    Promise.resolve(logTail().includes(text));
const startSaying = (script: string, text: string, stopGraceMs = 5_000) =>
  startProcess({
    ...node(script),
    stopGraceMs,
    isReady: (started) => untilItSays(text)({ logTail: () => started.logTail() }),
  });

test('a process that ends before it is ready is reported with its exit code and its last words', async () => {
  const attempt = startProcess({
    ...node('console.error("no such table"); process.exit(7)'),
    isReady: () => Promise.resolve(false),
  });
  await expect(attempt).rejects.toThrow(ProcessNotReadyError);
  await expect(attempt).rejects.toThrow(/ended with code 7 before it was ready[^]*no such table/);
});

test('a process that does not get ready in time is killed and reported', async () => {
  let pid = 0;
  const attempt = startProcess({
    ...node('setInterval(() => {}, 1000)'),
    readyTimeoutMs: 200,
    isReady: (started) => {
      pid = started.pid;
      return Promise.resolve(false);
    },
  });
  await expect(attempt).rejects.toThrow('was not ready within 200 ms');
  expect(isAlive(pid)).toBe(false);
});

test('a program that does not exist is named in the error', async () => {
  await expect(startProcess({ name: 'ghost', command: '/no/such/program' })).rejects.toThrow(
    /ghost could not be started from "\/no\/such\/program"/,
  );
});

test('a process that ignores the stop signal is killed after the grace time', async () => {
  const stubborn = await startSaying(
    'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); console.log("up")',
    'up',
    200,
  );
  expect(await stubborn.stop()).toEqual({ code: null, signal: 'SIGKILL' });
});

test('a process that obeys the stop signal ends with its own exit code', async () => {
  const obedient = await startSaying(
    'process.on("SIGTERM", () => process.exit(3)); setInterval(() => {}, 1000); console.log("up")',
    'up',
  );
  expect(await obedient.stop()).toEqual({ code: 3, signal: null });
  expect(await obedient.stop()).toEqual({ code: 3, signal: null });
});

test('kill reaches children that left the process group', async () => {
  const parent = await startSaying(
    'const c = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { detached: true });' +
      'console.log("child " + c.pid); setInterval(() => {}, 1000)',
    'child',
  );
  const [child] = descendantsOf(parent.pid);
  expect(child).toBeTypeOf('number');
  await parent.kill();
  expect(isAlive(child ?? 0)).toBe(false);
});

test('a paused process answers nothing until it is resumed', async () => {
  const port = await freePort();
  const echo = await startSaying(
    `require("node:net").createServer((s) => s.pipe(s)).listen(${port}, "127.0.0.1", () => console.log("up"))`,
    'up',
  );
  echo.pause();
  const socket = connect({ host: '127.0.0.1', port });
  let answer = '';
  socket.on('data', (chunk) => (answer += chunk.toString()));
  socket.write('hello');
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(answer).toBe('');
  echo.resume();
  await expect.poll(() => answer).toBe('hello');
  socket.destroy();
  await echo.stop();
});

test('a free port is one that can be bound, and a bound one is told from it', async () => {
  const port = await freePort();
  expect(await isPortFree(port)).toBe(true);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  expect(await isPortFree(port)).toBe(false);
  await new Promise((resolve) => server.close(resolve));
});
