import { createHash } from 'node:crypto';

import type { DeadLetter, OutboxEntry, WriteOutcome } from './archive.ts';
import type { Database, Transaction } from './database.ts';
import { deadLetterOf, readEntries, type FactUnit } from './fact-unit.ts';
import { insertUnits, inWritingOrder } from './insert-units.ts';
import { classifyFailure } from './sql-failure.ts';

/** Deadlocks and serialization failures end by trying again; this often means something else is wrong. */
const MAX_CONFLICTS = 5;
/** Longest reason kept of the database's own words. */
const REASON_CHARS = 2_000;

interface Written {
  readonly rowsChanged: number;
  readonly deadLetters: readonly DeadLetter[];
}

async function insertDeadLetters(tx: Transaction, letters: readonly DeadLetter[]): Promise<void> {
  if (letters.length === 0) return;
  const rows = new Map(
    letters.map((letter) => {
      const digest = createHash('sha256').update(`${letter.factKind}\n${letter.payload}`).digest('hex');
      return [digest, letter];
    }),
  );
  const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
  await tx.query(
    `insert into public.dead_letters (digest, outbox_id, fact_kind, reason, sql_state, payload)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
     on conflict (digest) do nothing`,
    [
      sorted.map(([digest]) => digest),
      sorted.map(([, letter]) => letter.outboxId),
      sorted.map(([, letter]) => letter.factKind),
      sorted.map(([, letter]) => letter.reason.slice(0, REASON_CHARS)),
      sorted.map(([, letter]) => letter.sqlState),
      sorted.map(([, letter]) => letter.payload),
    ],
  );
}

/**
 * Writes what can be written and names the rest: a set that the database refuses for a row's sake is undone to the
 * savepoint and halved, down to the single unit to blame. Failures that blame no row end the whole transaction.
 */
async function insertBisecting(tx: Transaction, units: readonly FactUnit[], depth: number): Promise<Written> {
  const savepoint = `bisect_${depth}`;
  await tx.query(`savepoint ${savepoint}`);
  try {
    const rowsChanged = await insertUnits(tx, units);
    await tx.query(`release savepoint ${savepoint}`);
    return { rowsChanged, deadLetters: [] };
  } catch (error) {
    const failure = classifyFailure(error);
    if (failure.kind !== 'poison') throw error;
    await tx.query(`rollback to savepoint ${savepoint}; release savepoint ${savepoint}`);
    const [only] = units;
    if (units.length === 1 && only !== undefined) {
      const payload = JSON.stringify(only.fact);
      return {
        rowsChanged: 0,
        deadLetters: [deadLetterOf(only.outboxId, only.kind, failure.reason, payload, failure.sqlState)],
      };
    }
    const middle = Math.ceil(units.length / 2);
    const first = await insertBisecting(tx, units.slice(0, middle), depth + 1);
    const second = await insertBisecting(tx, units.slice(middle), depth + 1);
    return {
      rowsChanged: first.rowsChanged + second.rowsChanged,
      deadLetters: [...first.deadLetters, ...second.deadLetters],
    };
  }
}

/**
 * Writes a batch of outbox entries in one transaction. The first try is the plain one; only when a row is refused the
 * batch is written again under savepoints.
 */
export async function writeFacts(database: Database, entries: readonly OutboxEntry[]): Promise<WriteOutcome> {
  const { units, deadLetters: unreadable } = readEntries(entries);
  const ordered = inWritingOrder(units);
  let bisecting = false;
  for (let conflicts = 0; ;) {
    const outcome = await database.transact<Written>(async (tx) => {
      const written = bisecting
        ? await insertBisecting(tx, ordered, 0)
        : { rowsChanged: await insertUnits(tx, ordered), deadLetters: [] };
      const deadLetters = [...unreadable, ...written.deadLetters];
      await insertDeadLetters(tx, deadLetters);
      return { rowsChanged: written.rowsChanged, deadLetters };
    });
    switch (outcome.kind) {
      case 'committed':
        return { kind: 'committed', entries: entries.length, ...outcome.value };
      case 'unavailable':
        return outcome;
      case 'poison':
        if (bisecting) throw new Error(`A dead letter could not be stored: ${outcome.reason} [${outcome.sqlState}]`);
        bisecting = true;
        break;
      case 'conflict':
        conflicts += 1;
        if (conflicts > MAX_CONFLICTS) return { kind: 'unavailable', reason: outcome.reason, retryable: true };
        break;
    }
  }
}

/** Puts entries among the dead letters as they are. */
export async function writeDeadLetters(
  database: Database,
  entries: readonly OutboxEntry[],
  reason: string,
): Promise<WriteOutcome> {
  const deadLetters = entries.map((entry) => deadLetterOf(entry.id, 'unknown', reason, entry.body));
  const outcome = await database.transact((tx) => insertDeadLetters(tx, deadLetters));
  if (outcome.kind === 'committed') {
    return { kind: 'committed', entries: entries.length, rowsChanged: 0, deadLetters };
  }
  return outcome.kind === 'unavailable' ? outcome : { kind: 'unavailable', reason: outcome.reason, retryable: true };
}
