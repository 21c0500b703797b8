import { Redis, type RedisOptions } from 'ioredis';
import { toRedisFailure } from './redis-failure.ts';

export interface ConnectionEvent {
  readonly kind: 'lost' | 'ready';
  readonly detail: string;
}

export interface ConnectionsOptions {
  readonly url: string;
  readonly commandTimeoutMs: number;
  readonly onConnection?: ((event: ConnectionEvent) => void) | undefined;
}

/** Longest wait of a blocking read. */
export const MAX_BLOCK_MS = 5_000;
const CONNECT_TIMEOUT_MS = 5_000;
const MIN_RECONNECT_MS = 50;
const MAX_RECONNECT_MS = 2_000;

const reconnectDelay = (attempt: number): number => {
  const ceiling = Math.min(MAX_RECONNECT_MS, MIN_RECONNECT_MS * 2 ** Math.min(attempt, 10));
  return ceiling / 2 + (Math.random() * ceiling) / 2;
};

/**
 * The connections of one process. `commands` answers or fails fast: nothing is queued while Redis is away, and nothing is
 * sent a second time behind the caller's back after a lost connection. `blocking` waits for the outbox, `subscriber`
 * listens; neither may ever hold up a command.
 */
export class Connections {
  readonly commands: Redis;
  readonly blocking: Redis;
  readonly subscriber: Redis;

  constructor(options: ConnectionsOptions) {
    const common = {
      lazyConnect: true,
      // Lists and hashes reply the same on every server version.
      protocol: 2 as const,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      connectTimeout: CONNECT_TIMEOUT_MS,
      retryStrategy: reconnectDelay,
      // A replica that was a primary, or the other way round: connect anew to where the address points now.
      reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
    } satisfies RedisOptions;
    const { url, commandTimeoutMs } = options;
    this.commands = new Redis(url, { ...common, commandTimeout: commandTimeoutMs });
    this.blocking = new Redis(url, { ...common, commandTimeout: MAX_BLOCK_MS + commandTimeoutMs });
    // Subscriptions are taken up again after each reconnect, so these few commands may wait.
    this.subscriber = new Redis(url, { ...common, enableOfflineQueue: true, maxRetriesPerRequest: null });
    let lastError = 'connection closed';
    this.commands.on('error', (error: Error) => {
      lastError = error.message;
    });
    this.commands.on('close', () => options.onConnection?.({ kind: 'lost', detail: lastError }));
    this.commands.on('ready', () => options.onConnection?.({ kind: 'ready', detail: '' }));
    // Each command fails by itself; without a listener the error would end the process.
    this.blocking.on('error', () => undefined);
    this.subscriber.on('error', () => undefined);
  }

  /** Rejects with `RedisUnavailableError` when the server can not be reached. */
  async open(): Promise<void> {
    try {
      await Promise.all([this.commands.connect(), this.blocking.connect(), this.subscriber.connect()]);
    } catch (error) {
      this.close();
      throw toRedisFailure('connect', error);
    }
  }

  close(): void {
    this.commands.disconnect();
    this.blocking.disconnect();
    this.subscriber.disconnect();
  }
}
