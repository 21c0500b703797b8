import { DatabaseError } from 'pg';

import type { Unavailable } from './archive.ts';

/**
 * What a failed statement means for the facts it carried.
 * `poison`: a row can never be stored. `conflict`: another transaction was in the way, try again at once.
 * Everything else means that the database does not serve just now, or not without help.
 */
export type SqlFailure =
  | { readonly kind: 'poison'; readonly reason: string; readonly sqlState: string }
  | { readonly kind: 'conflict'; readonly reason: string }
  | Unavailable;

/**
 * Classes of SQLSTATE (PostgreSQL manual, appendix A) that blame the row: data exception, integrity constraint violation,
 * program limit exceeded (a row too large for an index).
 */
const POISON_CLASSES = new Set(['22', '23', '54']);
/** Serialization failure, deadlock detected. */
const CONFLICT_STATES = new Set(['40001', '40P01']);
/**
 * What no waiting cures: wrong password or role (28), database missing (3D), privilege or table missing (42, 3F),
 * feature not there (0A).
 */
const PERMANENT_CLASSES = new Set(['0A', '28', '3D', '3F', '42']);

export function classifyFailure(error: unknown): SqlFailure {
  if (error instanceof DatabaseError && error.code !== undefined) {
    const sqlClass = error.code.slice(0, 2);
    const reason = error.detail === undefined ? error.message : `${error.message} (${error.detail})`;
    if (POISON_CLASSES.has(sqlClass)) return { kind: 'poison', reason, sqlState: error.code };
    if (CONFLICT_STATES.has(error.code)) return { kind: 'conflict', reason };
    return { kind: 'unavailable', reason: `${reason} [${error.code}]`, retryable: !PERMANENT_CLASSES.has(sqlClass) };
  }
  if (isConnectionFailure(error)) return { kind: 'unavailable', reason: error.message, retryable: true };
  // Anything else is a bug of this code, not an outage.
  throw error;
}

/**
 * The same for a connection that could not be made. Whatever stands in the way there is an outage: the network, which may
 * come back, or a setting (TLS, certificate, password missing from the URL), which somebody has to mend.
 */
export function classifyConnectFailure(error: unknown): SqlFailure {
  if (error instanceof DatabaseError) return classifyFailure(error);
  const reason = error instanceof AggregateError ? String(error.errors[0]) : String(error);
  return { kind: 'unavailable', reason, retryable: isConnectionFailure(error) };
}

/** The driver tells lost, refused and slow connections by system codes or by these sentences of its own. */
const DRIVER_SENTENCES = [
  'Connection terminated',
  'Query read timeout',
  'timeout expired',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'Cannot use a pool after calling end on the pool',
];

function isConnectionFailure(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.every(isConnectionFailure);
  if ('syscall' in error) return true;
  if ('code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code)) return true;
  return DRIVER_SENTENCES.some((sentence) => error.message.startsWith(sentence));
}
