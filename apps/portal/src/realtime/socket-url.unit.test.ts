import { expect, test } from 'vitest';
import { socketUrl } from './realtime-connection.ts';

test('a path becomes a socket address of the page’s own origin', () => {
  expect(socketUrl('/connection/websocket', 'https://lab.example')).toBe('wss://lab.example/connection/websocket');
  expect(socketUrl('/connection/websocket', 'http://127.0.0.1:8080')).toBe('ws://127.0.0.1:8080/connection/websocket');
});

test('a whole address is kept', () => {
  expect(socketUrl('wss://live.example/ws', 'https://lab.example')).toBe('wss://live.example/ws');
});
