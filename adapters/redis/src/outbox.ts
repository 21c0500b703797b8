import type { Fact } from '@wowlab/protocol';
import type { Redis } from 'ioredis';
import { MAX_BLOCK_MS } from './connections.ts';
import { readFactBodies } from './fact-bodies.ts';
import type { Keys } from './keys.ts';
import { type AckedFact, ackFacts, ARCHIVER_GROUP, openOutbox } from './operations/outbox-operations.ts';
import { toRedisFailure } from './redis-failure.ts';
import type { ScriptRunner } from './script-runner.ts';
import { type StreamEntry, readStreamEntries } from './stream-entry.ts';

/** A fact on its way to Postgres. `body` is the JSON text of a `Fact` of the protocol. */
export interface OutboxFact extends AckedFact {
  readonly kind: Fact['kind'];
  readonly body: string;
  /** How often it was handed out; more than once means that an archiver died with it or could not write it. */
  readonly deliveries: number;
}

/** The outbox as a consumer group: every fact is handed to one archiver, and to another when that one is gone. */
export class Outbox {
  readonly #commands: Redis;
  readonly #blocking: Redis;
  readonly #runner: ScriptRunner;
  readonly #keys: Keys;

  constructor(connections: { commands: Redis; blocking: Redis }, runner: ScriptRunner, keys: Keys) {
    this.#commands = connections.commands;
    this.#blocking = connections.blocking;
    this.#runner = runner;
    this.#keys = keys;
  }

  /** New facts, waiting up to `blockMs` for the first. Empty when none came. */
  async read(consumer: string, count: number, blockMs: number): Promise<readonly OutboxFact[]> {
    const entries = await this.#withGroup('read facts', async () => {
      const reply: unknown = await this.#blocking.xreadgroup(
        ...(['GROUP', ARCHIVER_GROUP, consumer, 'COUNT', count] as const),
        ...(['BLOCK', Math.max(1, Math.min(blockMs, MAX_BLOCK_MS)), 'STREAMS', this.#keys.outbox, '>'] as const),
      );
      const streams = reply as readonly [string, unknown][] | null;
      return readStreamEntries(streams?.[0]?.[1] ?? []);
    });
    return this.#facts(entries, () => 1);
  }

  /**
   * Facts that this archiver was handed in an answer that was lost. To be asked while it holds none. Only looks, so that
   * asking again and again through an outage counts as no further delivery.
   */
  async readMissed(consumer: string, count: number): Promise<readonly OutboxFact[]> {
    const outbox = this.#keys.outbox;
    const pending = await this.#withGroup('look for missed facts', async () => {
      const reply: unknown = await this.#commands.xpending(outbox, ARCHIVER_GROUP, '-', '+', count, consumer);
      return reply as readonly (readonly [string, string, number, number])[];
    });
    const deliveries = new Map(pending.map(([id, , , times]) => [id, times]));
    if (deliveries.size === 0) return [];
    const ranges = [...deliveries.keys()].map((id) => ['xrange', outbox, id, id]);
    const entries: StreamEntry[] = [];
    for (const [error, reply] of (await this.#commands.pipeline(ranges).exec()) ?? []) {
      if (error !== null) throw toRedisFailure('read missed facts', error);
      entries.push(...readStreamEntries(reply));
    }
    return this.#facts(entries, (id) => deliveries.get(id) ?? 1);
  }

  /** Facts that another archiver (or this one, before a restart) was handed and did not acknowledge for `idleMs`. */
  async claimStale(consumer: string, idleMs: number, count: number): Promise<readonly OutboxFact[]> {
    const entries = await this.#withGroup('claim facts', async () => {
      const reply: unknown = await this.#commands.xautoclaim(
        ...([this.#keys.outbox, ARCHIVER_GROUP, consumer, idleMs, '0', 'COUNT', count] as const),
      );
      return readStreamEntries((reply as readonly unknown[])[1]);
    });
    const [first, last] = [entries[0], entries.at(-1)];
    if (first === undefined || last === undefined) return [];
    const pending = await this.#withGroup('count deliveries', async () => {
      const reply: unknown = await this.#commands.xpending(
        ...([this.#keys.outbox, ARCHIVER_GROUP, first.id, last.id, count, consumer] as const),
      );
      return reply as readonly (readonly [string, string, number, number])[];
    });
    const deliveries = new Map(pending.map(([id, , , times]) => [id, times]));
    return this.#facts(entries, (id) => deliveries.get(id) ?? 1);
  }

  /** Only after COMMIT. */
  ack(facts: readonly AckedFact[]): Promise<number> {
    return facts.length === 0 ? Promise.resolve(0) : ackFacts(this.#runner, facts);
  }

  async #facts(entries: readonly StreamEntry[], deliveries: (id: string) => number): Promise<readonly OutboxFact[]> {
    const bodies = await readFactBodies(this.#commands, this.#keys, entries);
    return entries.map((entry, index) => ({
      id: entry.id,
      job: entry.fields.get('job') ?? '',
      kind: entry.kind,
      body: bodies[index] ?? '',
      deliveries: deliveries(entry.id),
    }));
  }

  /** The group is made at first use, and again should Redis have been emptied. */
  async #withGroup<Result>(action: string, run: () => Promise<Result>): Promise<Result> {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOGROUP')) throw toRedisFailure(action, error);
    }
    try {
      await openOutbox(this.#runner);
      return await run();
    } catch (error) {
      throw toRedisFailure(action, error);
    }
  }
}
