import { Job, type ProgressMessage, Stats } from '@wowlab/protocol';
import { describe, expect, it } from 'vitest';
import { isNewer, viewOfMessage } from './job-view.ts';
import { readAnswer, readValue } from './read-answer.ts';
import { readServerAddress, realtimeAddress } from './server-address.ts';
import { ServerClock } from './server-clock.ts';

const stats = {
  activeNodes: 1,
  activeWorkers: 2,
  queuedJobs: 0,
  runningJobs: 0,
  chunksPerMinute: 0,
  iterationsPerSecond: 0,
};
const response = (status: number, body: unknown, headers: Record<string, string> = {}) => ({
  status,
  header: (name: string) => headers[name] ?? null,
  text: typeof body === 'string' ? body : JSON.stringify(body),
});

describe('reading what a server says', () => {
  it('takes what a newer server adds, without it', () => {
    expect(readValue(Stats, { ...stats, added: 'later' })).toEqual({ kind: 'read', value: stats });
  });

  it('names the field that is not of the agreed shape', () => {
    const { activeWorkers: _, ...short } = stats;
    expect(readValue(Stats, { ...stats, queuedJobs: 'many' })).toMatchObject({
      kind: 'invalid',
      problem: expect.stringContaining('/queuedJobs'),
    });
    expect(readValue(Stats, short)).toMatchObject({
      kind: 'invalid',
      problem: expect.stringContaining('activeWorkers'),
    });
    expect(readValue(Job, null).kind).toBe('invalid');
  });

  it('reads a problem with its Retry-After', () => {
    const problem = { type: '/problems/draining', title: 't', status: 503, detail: 'd', remedy: 'r', code: 'draining' };
    expect(readAnswer(Stats, response(503, problem, { 'retry-after': '2' }))).toEqual({
      kind: 'refused',
      problem: { ...problem, retryAfterMs: 2_000 },
    });
  });

  it('makes a problem of an answer that has none', () => {
    expect(readAnswer(Stats, response(502, '<html>bad gateway</html>'))).toMatchObject({
      kind: 'refused',
      problem: { code: 'http-502', status: 502 },
    });
  });

  it('does not take a success of another shape for one', () => {
    expect(readAnswer(Stats, response(200, '<html>a captive portal</html>'))).toMatchObject({ kind: 'unreachable' });
  });
});

describe('the clock of the server', () => {
  it('is learned from the middle of a round trip and carried on by the local one', () => {
    let local = 1_000_000;
    const clock = new ServerClock(() => local);
    expect(clock.nowMs()).toBe(1_000_000);
    clock.learn(1_600_050, 1_000_000, 1_000_100);
    expect(clock.offsetMs).toBe(600_000);
    local += 5_000;
    expect(clock.nowMs()).toBe(1_605_000);
  });

  it('is not learned from an answer that took too long or came before it was asked', () => {
    const clock = new ServerClock(() => 0);
    clock.learn(9e12, 0, 60_000);
    clock.learn(9e12, 10, 5);
    expect(clock.offsetMs).toBe(0);
  });
});

describe('addresses', () => {
  it.each([
    ['localhost:7080', 'http://localhost:7080'],
    ['127.0.0.1:7080/', 'http://127.0.0.1:7080'],
    ['wowlab.example', 'https://wowlab.example'],
    [' http://10.0.0.5:80 ', 'http://10.0.0.5'],
  ])('%j is %s', (given, origin) => {
    const read = readServerAddress(given);
    expect(read.kind === 'read' && read.origin.origin).toBe(origin);
  });

  it.each(['', 'ftp://x', 'https://user:secret@host', 'https://host/path', 'https://host/?q', 'http://'])(
    '%j is refused with what is wrong',
    (given) => {
      expect(readServerAddress(given)).toMatchObject({
        kind: 'invalid',
        problem: expect.stringContaining('give one like'),
      });
    },
  );

  it('of the realtime server may be a path, http or ws', () => {
    const origin = new URL('https://wowlab.example');
    expect(realtimeAddress(origin, '/connection/websocket')).toBe('wss://wowlab.example/connection/websocket');
    expect(realtimeAddress(origin, 'ws://other:8000/c')).toBe('ws://other:8000/c');
    expect(realtimeAddress(new URL('http://h:1'), '/c')).toBe('ws://h:1/c');
  });
});

describe('which view of a job is shown', () => {
  const message: ProgressMessage = {
    type: 'progress',
    job: '01k00000000000000000000000',
    seq: 1,
    state: 'running',
    version: 2,
    reason: null,
    iterations: 100,
    target: 1_000,
    arms: [],
    histogram: null,
    elapsedMs: 5,
  };
  const view = (fields: Partial<ProgressMessage>) => viewOfMessage({ ...message, ...fields });

  it('is the one with the higher version, and within one version the one with more iterations', () => {
    expect(isNewer(view({}), undefined)).toBe(true);
    expect(isNewer(view({ version: 3, iterations: 0 }), view({}))).toBe(true);
    expect(isNewer(view({ version: 1, iterations: 900 }), view({}))).toBe(false);
    expect(isNewer(view({ iterations: 101 }), view({}))).toBe(true);
    expect(isNewer(view({ iterations: 99 }), view({}))).toBe(false);
    expect(isNewer(view({}), view({}))).toBe(false);
  });
});
