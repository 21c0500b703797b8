import type { RealtimeToken } from '@wowlab/protocol';
import type { Centrifuge, Subscription } from 'centrifuge';
import { backoffMs } from '../api/backoff.ts';

/** `live` while the socket stands; in any other state pages read REST more often. */
export type RealtimeState = 'idle' | 'connecting' | 'live' | 'lost';

export interface ChannelListener {
  readonly onMessage: (data: unknown) => void;
  /** Messages may have been missed up to now: read the truth again. */
  readonly onResync: () => void;
}

const longestReconnectMs = 8_000;
/** After the server closed for good (a refused token, say), try from the start this much later. */
const reopenMs = 15_000;

/** A realtime address as the server gives it, absolute or a path of this origin. */
export const socketUrl = (given: string, origin: string): string => {
  const url = new URL(given, origin);
  if (url.protocol === 'https:') url.protocol = 'wss:';
  if (url.protocol === 'http:') url.protocol = 'ws:';
  return url.href;
};

/**
 * The page's one socket. It opens at the start or with the first subscription, and several listeners of a channel share one
 * subscription. What arrives are hints: each (re)subscription asks its listeners to read the truth again.
 *
 *   idle → connecting → live ⇄ connecting, live → lost → connecting
 */
export class RealtimeConnection {
  private current: RealtimeState = 'idle';
  private client: Centrifuge | null = null;
  private opening = false;
  private readonly watchers = new Set<() => void>();
  private readonly channels = new Map<string, Set<ChannelListener>>();
  private readonly token: () => Promise<RealtimeToken>;
  private readonly origin: string;

  constructor(token: () => Promise<RealtimeToken>, origin: string) {
    this.token = token;
    this.origin = origin;
  }

  readonly state = (): RealtimeState => this.current;

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  /** Opens the socket before the first page needs it. */
  readonly start = (): void => {
    if (this.client === null) void this.open();
  };

  /** Listens until the returned function is called. */
  readonly listen = (channel: string, listener: ChannelListener): (() => void) => {
    const listeners = this.channels.get(channel) ?? new Set();
    listeners.add(listener);
    this.channels.set(channel, listeners);
    if (this.client === null) void this.open();
    else if (listeners.size === 1) this.subscribe(this.client, channel);
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0 || this.channels.get(channel) !== listeners) return;
      this.channels.delete(channel);
      const subscription = this.client?.getSubscription(channel);
      if (subscription) this.client?.removeSubscription(subscription);
    };
  };

  private become(state: RealtimeState): void {
    if (state === this.current) return;
    this.current = state;
    for (const watcher of this.watchers) watcher();
  }

  private async open(): Promise<void> {
    if (this.opening) return;
    this.opening = true;
    this.become('connecting');
    for (let attempt = 0; ; attempt += 1) {
      try {
        const [{ Centrifuge: Client }, first] = await Promise.all([import('centrifuge'), this.token()]);
        this.connect(new Client(socketUrl(first.url, this.origin), this.options(first.token)));
        this.opening = false;
        return;
      } catch (error) {
        // Without the socket the page still works from REST; the badge tells it.
        this.become('lost');
        await new Promise((resolve) => setTimeout(resolve, backoffMs(attempt, error, Math.random())));
      }
    }
  }

  private options(token: string) {
    return {
      token,
      getToken: async () => (await this.token()).token,
      minReconnectDelay: 200,
      maxReconnectDelay: longestReconnectMs,
    };
  }

  private connect(client: Centrifuge): void {
    this.client = client;
    client.on('connected', () => this.become('live'));
    client.on('connecting', () => this.become('connecting'));
    client.on('disconnected', () => {
      this.become('lost');
      setTimeout(() => client.connect(), reopenMs);
    });
    // Errors of single attempts are followed by the client's own retries.
    client.on('error', () => undefined);
    for (const channel of this.channels.keys()) this.subscribe(client, channel);
    client.connect();
  }

  private subscribe(client: Centrifuge, channel: string): void {
    const notify = (call: (listener: ChannelListener) => void) => {
      for (const listener of this.channels.get(channel) ?? []) call(listener);
    };
    const subscription: Subscription =
      client.getSubscription(channel) ??
      // The empty position asks a channel that keeps its latest message for that message.
      client.newSubscription(channel, { since: { offset: 0, epoch: '' } });
    subscription.on('publication', ({ data }: { data: unknown }) => notify((listener) => listener.onMessage(data)));
    subscription.on('subscribed', () => notify((listener) => listener.onResync()));
    subscription.on('error', () => undefined);
    subscription.subscribe();
  }
}
