import { Centrifuge, type Subscription, UnauthorizedError } from 'centrifuge';
import { WebSocket } from 'ws';
import type { RealtimeToken } from '@wowlab/protocol';
import { type Answer, explainFailure } from './answer.ts';
import { isRetryable } from './retry.ts';

export interface RealtimeOptions {
  /** WebSocket address; `realtimeAddress` makes it from what the server gave. */
  readonly url: string;
  /** Asks the sentinel for a token: at the start, and again before each one ends. */
  readonly getToken: () => Promise<Answer<RealtimeToken>>;
  /** Bounds of the jittered wait before a lost connection is made again. Default 0.5 s to 20 s. */
  readonly minReconnectMs?: number;
  readonly maxReconnectMs?: number;
  /** After a refusal, of the connection or of a channel, it is asked again about this much later. Default 30 s. */
  readonly retryRefusedMs?: number;
  /** Told when the connection is there and when it is not; nothing depends on it but latency. */
  readonly onState?: (connected: boolean, reason: string) => void;
}

export interface ChannelListener {
  /** Data as published, of unknown shape. May come twice or out of order after a reconnect. */
  readonly onMessage: (data: unknown) => void;
  /** Subscribed, and messages before now may be missing: read the truth by REST. */
  readonly onResync?: () => void;
  /** Subscribed or not. */
  readonly onLive?: (live: boolean, reason: string) => void;
}

/** Largest message taken from the realtime server. */
const maxMessageBytes = 1024 * 1024;
const handshakeMs = 10_000;

/** The `ws` socket within bounds: no compression (a small message can unfold to a large one), limited size. */
class BoundedWebSocket extends WebSocket {
  constructor(url: string, protocols?: string | string[]) {
    super(url, protocols, { perMessageDeflate: false, maxPayload: maxMessageBytes, handshakeTimeout: handshakeMs });
  }
}

/**
 * One connection to the realtime server, made again for ever with jitter when it is lost. Carries hints only: whoever uses
 * it must come to the same end without it.
 */
export class Realtime {
  readonly #centrifuge: Centrifuge;
  readonly #retryRefusedMs: number;
  readonly #timers = new Set<NodeJS.Timeout>();
  #closed = false;

  constructor(options: RealtimeOptions) {
    const { onState = () => undefined } = options;
    this.#retryRefusedMs = options.retryRefusedMs ?? 30_000;
    this.#centrifuge = new Centrifuge(options.url, {
      websocket: BoundedWebSocket,
      minReconnectDelay: options.minReconnectMs ?? 500,
      maxReconnectDelay: options.maxReconnectMs ?? 20_000,
      getToken: async () => {
        const answer = await options.getToken();
        if (answer.kind === 'ok') return answer.value.token;
        const reason = explainFailure(answer);
        // An error that may pass is tried again by the library with its short waits, a refusal by `#later`.
        if (answer.kind === 'refused' && !isRetryable(answer.problem)) throw new UnauthorizedError(reason);
        throw new Error(reason);
      },
    });
    this.#centrifuge.on('connected', () => onState(true, 'connected'));
    this.#centrifuge.on('connecting', ({ reason }) => onState(false, reason));
    this.#centrifuge.on('disconnected', ({ reason }) => {
      onState(false, reason);
      this.#later(() => this.#centrifuge.connect());
    });
    // Transport errors come with each attempt; the state tells all there is to tell.
    this.#centrifuge.on('error', () => undefined);
    this.#centrifuge.connect();
  }

  /**
   * Listens on a channel until the returned function is called. With `fromLatest` a channel that keeps its latest message
   * gives it at once; without, the first message is the next one published.
   */
  subscribe(channel: string, listener: ChannelListener, options: { readonly fromLatest?: boolean } = {}): () => void {
    let wanted = true;
    const subscription: Subscription = this.#centrifuge.newSubscription(
      channel,
      options.fromLatest === true ? { since: { offset: 0, epoch: '' } } : {},
    );
    subscription.on('publication', ({ data }) => listener.onMessage(data));
    subscription.on('subscribed', ({ wasRecovering, recovered }) => {
      listener.onLive?.(true, 'subscribed');
      if (!wasRecovering || !recovered) listener.onResync?.();
    });
    subscription.on('subscribing', ({ reason }) => listener.onLive?.(false, reason));
    subscription.on('unsubscribed', ({ reason }) => {
      listener.onLive?.(false, reason);
      if (wanted) this.#later(() => wanted && subscription.subscribe());
    });
    subscription.on('error', () => undefined);
    subscription.subscribe();
    return () => {
      wanted = false;
      subscription.removeAllListeners();
      subscription.unsubscribe();
      this.#centrifuge.removeSubscription(subscription);
    };
  }

  close(): void {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#centrifuge.disconnect();
  }

  /** What refuses now may be unready, or not know this client yet. */
  #later(action: () => void): void {
    if (this.#closed) return;
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        action();
      },
      this.#retryRefusedMs * (0.75 + Math.random() * 0.5),
    );
    this.#timers.add(timer);
  }
}
