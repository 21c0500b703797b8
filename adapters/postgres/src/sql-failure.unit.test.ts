import { DatabaseError } from 'pg';
import { expect, test } from 'vitest';

import { classifyConnectFailure, classifyFailure } from './sql-failure.ts';

function databaseError(code: string): DatabaseError {
  const error = new DatabaseError('said the server', 0, 'error');
  error.code = code;
  return error;
}

test.each([
  ['22021', 'poison'],
  ['22P05', 'poison'],
  ['23514', 'poison'],
  ['54000', 'poison'],
  ['40001', 'conflict'],
  ['40P01', 'conflict'],
])('SQLSTATE %s is %s', (code, kind) => {
  expect(classifyFailure(databaseError(code))).toMatchObject({ kind, reason: 'said the server' });
});

test.each([
  ['53300 too many connections', '53300', true],
  ['53100 disk full', '53100', true],
  ['57014 statement timeout', '57014', true],
  ['57P01 shutdown', '57P01', true],
  ['57P03 starting up', '57P03', true],
  ['25006 read-only', '25006', true],
  ['08006 connection failure', '08006', true],
  ['28P01 wrong password', '28P01', false],
  ['3D000 no such database', '3D000', false],
  ['42P01 no such table', '42P01', false],
  ['42501 no privilege', '42501', false],
])('%s is an outage', (_what, code, retryable) => {
  expect(classifyFailure(databaseError(code))).toEqual({
    kind: 'unavailable',
    reason: `said the server [${code}]`,
    retryable,
  });
});

test.each([
  [
    'a refused connection',
    Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' }),
  ],
  [
    'a refused connection on every address',
    new AggregateError([Object.assign(new Error('no'), { code: 'ECONNREFUSED' })]),
  ],
  ['an unknown host', Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })],
  ['a connection cut by the server', new Error('Connection terminated unexpectedly')],
  ['a server that does not answer', new Error('Query read timeout')],
  ['no free connection', new Error('timeout exceeded when trying to connect')],
])('%s is an outage that may pass', (_what, error) => {
  expect(classifyFailure(error)).toMatchObject({ kind: 'unavailable', retryable: true });
});

test('a bug is thrown, not taken for an outage', () => {
  const bug = new TypeError('undefined is not a function');
  expect(() => classifyFailure(bug)).toThrow(bug);
  expect(() => classifyFailure(new AggregateError([bug]))).toThrow(AggregateError);
});

test('what keeps a connection from being made is an outage, and passes only if it is the network', () => {
  const certificate = Object.assign(new Error('self-signed certificate'), { code: 'SELF_SIGNED_CERT_IN_CHAIN' });
  expect(classifyConnectFailure(certificate)).toMatchObject({ kind: 'unavailable', retryable: false });
  const refused = new AggregateError([Object.assign(new Error('refused ::1'), { code: 'ECONNREFUSED' })]);
  expect(classifyConnectFailure(refused)).toEqual({
    kind: 'unavailable',
    reason: 'Error: refused ::1',
    retryable: true,
  });
  expect(classifyConnectFailure(databaseError('28P01'))).toMatchObject({ retryable: false });
});
