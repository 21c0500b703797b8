import type { Archive, OutboxEntry } from '@wowlab/postgres';
import type { BackgroundCoordination, OutboxFact } from '@wowlab/redis';
import type { Logger } from '@wowlab/runtime';
import { type Loop, startLoop } from './start-loop.ts';

export interface ArchiverOptions {
  readonly coordination: Pick<BackgroundCoordination, 'readFacts' | 'readMissedFacts' | 'claimStaleFacts' | 'ackFacts'>;
  readonly archive: Pick<Archive, 'writeFacts' | 'deadLetter'>;
  /** Name of this archiver among its likes. */
  readonly consumer: string;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

/** Facts of one transaction. */
const BATCH = 250;
/** An empty outbox is asked again after so long; a new fact answers at once. */
const BLOCK_MS = 1_000;
/** What another archiver did not acknowledge for so long is taken over. */
const STALE_MS = 30_000;
const LOOK_FOR_STALE_MS = 5_000;
/** A fact handed out so often is written alone, so that it can not take others with it, and then given up. */
const ALONE_AFTER = 3;
const GIVEN_UP_AFTER = 10;

class ArchiveUnavailableError extends Error {
  override readonly name = 'ArchiveUnavailableError';
}

/**
 * Brings facts from the outbox to Postgres, and takes them out only after COMMIT. A batch that could not be written is kept
 * and tried again; nobody takes over stale facts while the archive is away, so an outage costs no fact its deliveries.
 */
export const startArchiver = ({ coordination, archive, consumer, log, signal }: ArchiverOptions): Loop => {
  let waiting: readonly OutboxFact[] = [];
  /** An answer with facts was lost with the connection: they are this archiver's, and it does not know them. */
  let mayHaveMissed = false;
  let lookedForStaleAt = performance.now() - LOOK_FOR_STALE_MS;

  const write = async (facts: readonly OutboxFact[]): Promise<void> => {
    if (facts.length === 0) return;
    const outcome = await archive.writeFacts(facts.map(entryOf));
    if (outcome.kind === 'unavailable') throw new ArchiveUnavailableError(outcome.reason);
    for (const letter of outcome.deadLetters) log.error({ letter }, 'a fact can not be archived and is a dead letter');
    await coordination.ackFacts(facts);
  };

  const giveUp = async (fact: OutboxFact): Promise<void> => {
    const reason = `delivered ${fact.deliveries} times without being written`;
    const outcome = await archive.deadLetter([entryOf(fact)], reason);
    if (outcome.kind === 'unavailable') throw new ArchiveUnavailableError(outcome.reason);
    log.error({ fact: fact.id, reason }, 'a fact can not be archived and is a dead letter');
    await coordination.ackFacts([fact]);
  };

  const ask = async (): Promise<readonly OutboxFact[]> => {
    if (mayHaveMissed) {
      const missed = await coordination.readMissedFacts(consumer, BATCH);
      if (missed.length > 0) return missed;
      mayHaveMissed = false;
    }
    if (performance.now() - lookedForStaleAt >= LOOK_FOR_STALE_MS) {
      lookedForStaleAt = performance.now();
      const stale = await coordination.claimStaleFacts(consumer, STALE_MS, BATCH);
      if (stale.length > 0) return stale;
    }
    return coordination.readFacts(consumer, BATCH, BLOCK_MS);
  };

  const next = async (): Promise<readonly OutboxFact[]> => {
    try {
      return await ask();
    } catch (error) {
      mayHaveMissed = true;
      throw error;
    }
  };

  return startLoop({
    name: 'archiver',
    log,
    signal,
    round: async () => {
      if (waiting.length === 0) waiting = await next();
      const suspects = waiting.filter((fact) => fact.deliveries > ALONE_AFTER);
      await write(waiting.filter((fact) => fact.deliveries <= ALONE_AFTER));
      waiting = suspects;
      for (const fact of suspects) {
        await (fact.deliveries > GIVEN_UP_AFTER ? giveUp(fact) : write([fact]));
        waiting = waiting.filter((other) => other !== fact);
      }
      return 0;
    },
  });
};

const entryOf = (fact: OutboxFact): OutboxEntry => ({ id: fact.id, body: fact.body });
