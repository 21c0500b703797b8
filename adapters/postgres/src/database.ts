import { DatabaseError, Pool, escapeLiteral, type PoolClient, type QueryResult } from 'pg';

import type { Answer, ArchiveOptions, Unavailable } from './archive.ts';
import { classifyConnectFailure, classifyFailure, type SqlFailure } from './sql-failure.ts';

const DEFAULT_MAX_CONNECTIONS = 4;
const DEFAULT_STATEMENT_TIMEOUT_MS = 10_000;
const DEFAULT_CONNECT_TIMEOUT_MS = 5_000;
/** A server that is frozen does not keep its own time limit: this much later the connection is given up. */
const FROZEN_SERVER_GRACE_MS = 2_000;
const IDLE_CONNECTION_MS = 30_000;
const KEEP_ALIVE_DELAY_MS = 10_000;

/** What a unit of work may do inside its transaction. Statements are never named: a pooler may move us between servers. */
export interface Transaction {
  query(sql: string, values?: readonly unknown[]): Promise<QueryResult<Record<string, unknown>>>;
}

/** Whom a transaction reads as. The archive itself, or a user, whom row level security then confines. */
export type Role = { readonly kind: 'archive' } | { readonly kind: 'user'; readonly id: string };

export interface Database {
  /** Runs `work` in one read-write transaction. An outcome other than success has rolled everything back. */
  transact<Value>(
    work: (tx: Transaction) => Promise<Value>,
  ): Promise<{ readonly kind: 'committed'; readonly value: Value } | SqlFailure>;
  /** Runs `work` in one read-only transaction. */
  read<Value>(role: Role, work: (tx: Transaction) => Promise<Value>): Promise<Answer<Value>>;
  close(): Promise<void>;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * All settings are local to the transaction: a session of a transaction pooler is somebody else's in the next moment.
 * Writing transactions say nothing of their mode: a database that was set read-only (hosted ones are when their disk is
 * nearly full) has to be told as such, not overruled.
 */
function beginStatement(begin: 'begin' | 'begin read only', statementTimeoutMs: number, role: Role): string {
  const statements: string[] = [begin, `set local statement_timeout = ${statementTimeoutMs}`];
  if (role.kind === 'user') {
    if (!UUID.test(role.id)) throw new TypeError(`A user's id must be a UUID, not ${JSON.stringify(role.id)}.`);
    const claims = JSON.stringify({ sub: role.id.toLowerCase(), role: 'authenticated' });
    statements.push('set local role authenticated', `set local request.jwt.claims = ${escapeLiteral(claims)}`);
  }
  return statements.join('; ');
}

export function openDatabase(options: ArchiveOptions): Database {
  const statementTimeoutMs = Math.trunc(options.statementTimeoutMs ?? DEFAULT_STATEMENT_TIMEOUT_MS);
  const pool = new Pool({
    connectionString: options.url,
    max: options.maxConnections ?? DEFAULT_MAX_CONNECTIONS,
    connectionTimeoutMillis: options.connectTimeoutMs ?? DEFAULT_CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_CONNECTION_MS,
    query_timeout: statementTimeoutMs + FROZEN_SERVER_GRACE_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_DELAY_MS,
    allowExitOnIdle: true,
  });
  pool.on('error', (error) => options.onConnectionLost?.(error.message));

  const run = async <Value>(
    begin: string,
    work: (tx: Transaction) => Promise<Value>,
  ): Promise<{ readonly kind: 'committed'; readonly value: Value } | SqlFailure> => {
    let client: PoolClient;
    try {
      client = await pool.connect();
    } catch (error) {
      return classifyConnectFailure(error);
    }
    // A connection can break between two statements; the next statement tells, so the event itself is no news.
    const ignore = (): void => {};
    client.on('error', ignore);
    let broken = true;
    try {
      await client.query(begin);
      const value = await work({
        query: (sql, values) => client.query<Record<string, unknown>>(sql, values === undefined ? [] : [...values]),
      });
      const { command } = await client.query('commit');
      // COMMIT of a failed transaction succeeds as ROLLBACK: then `work` has swallowed an error.
      if (command !== 'COMMIT') throw new Error(`A transaction ended with ${command} instead of COMMIT.`);
      broken = false;
      return { kind: 'committed', value };
    } catch (error) {
      // Without an answer of the server the connection may still be busy: it is given up, and the transaction with it.
      broken = !(error instanceof DatabaseError && (await rolledBack(client)));
      return classifyFailure(error);
    } finally {
      client.off('error', ignore);
      client.release(broken);
    }
  };

  return {
    transact: (work) => run(beginStatement('begin', statementTimeoutMs, { kind: 'archive' }), work),
    read: async (role, work) => {
      const outcome = await run(beginStatement('begin read only', statementTimeoutMs, role), work);
      if (outcome.kind === 'committed') return { kind: 'answered', value: outcome.value };
      return outcome.kind === 'unavailable' ? outcome : refusedRead(outcome.reason);
    },
    close: () => pool.end(),
  };
}

/** A read stores nothing, so a failure that blames a row or another transaction is the server's trouble. */
function refusedRead(reason: string): Unavailable {
  return { kind: 'unavailable', reason, retryable: true };
}

async function rolledBack(client: PoolClient): Promise<boolean> {
  try {
    await client.query('rollback');
    return true;
  } catch {
    // The connection is gone, and with it the transaction.
    return false;
  }
}
