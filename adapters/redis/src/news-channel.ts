import type { Redis } from 'ioredis';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { JobState } from '@wowlab/protocol';
import type { News } from './coordination.ts';
import { toRedisFailure } from './redis-failure.ts';

const NewsMessage = Type.Union([
  Type.Object({
    type: Type.Literal('work'),
    build: Type.String(),
    iterations: Type.Integer(),
    owner: Type.Optional(Type.String()),
  }),
  Type.Object({ type: Type.Literal('fold'), job: Type.String(), dueInMs: Type.Integer() }),
  Type.Object({ type: Type.Literal('ended'), job: Type.String(), owner: Type.String(), state: JobState }),
  Type.Object({ type: Type.Literal('key-revoked'), node: Type.String() }),
  Type.Object({ type: Type.Literal('settings') }),
]);

/** News between sentinels. What another version sends and this one does not know is passed over. */
export class NewsChannel {
  readonly #commands: Redis;
  readonly #channel: string;
  readonly #listeners = new Set<(news: News) => void>();

  constructor(connections: { commands: Redis; subscriber: Redis }, tag: string) {
    this.#commands = connections.commands;
    this.#channel = `${tag}:news`;
    connections.subscriber.on('message', (_channel: string, message: string) => this.#tell(message));
    connections.subscriber.subscribe(this.#channel).catch(() => undefined);
  }

  #tell(message: string): void {
    let parsed: unknown;
    try {
      parsed = JSON.parse(message);
    } catch {
      return;
    }
    if (!Value.Check(NewsMessage, parsed)) return;
    for (const listener of this.#listeners) listener(parsed);
  }

  async publish(news: News): Promise<void> {
    try {
      await this.#commands.publish(this.#channel, JSON.stringify(news));
    } catch (error) {
      throw toRedisFailure('publish news', error);
    }
  }

  listen(listener: (news: News) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }
}
