import { signRealtimeToken, type RealtimeTokenClaims } from '@wowlab/centrifugo';
import {
  Centrifuge,
  type ConnectedContext,
  type DisconnectedContext,
  type ErrorContext,
  type Options,
  type PublicationContext,
  type SubscribedContext,
  type Subscription,
  type SubscriptionErrorContext,
  type SubscriptionOptions,
  type UnsubscribedContext,
} from 'centrifuge';
import { WebSocket } from 'ws';

import { cleanUpAfterTest } from './clean-up.ts';
import { secrets } from './server-under-test.ts';

export const tokenFor = (claims: Partial<RealtimeTokenClaims> = {}): Promise<string> =>
  signRealtimeToken(
    { subject: 'user-1', kind: 'user', ttlSeconds: 600, ...claims },
    { secret: secrets.tokenSecret, now: Date.now },
  );

/** The official client and all it was told. */
export interface RealtimeClient {
  readonly centrifuge: Centrifuge;
  readonly connected: ConnectedContext[];
  readonly disconnected: DisconnectedContext[];
  /** Each time the connection was lost and is tried again, with the reason. */
  readonly connecting: { readonly code: number; readonly reason: string }[];
  readonly errors: ErrorContext[];
  /** Cuts the socket as a broken network does, without a closing handshake, and lets no new one through. */
  goOffline(): void;
  /** The network is back; the client finds out by itself. */
  comeBack(): void;
}

export interface Listening {
  readonly subscription: Subscription;
  readonly subscribed: SubscribedContext[];
  readonly unsubscribed: UnsubscribedContext[];
  readonly errors: SubscriptionErrorContext[];
  readonly publications: PublicationContext[];
  data(): unknown[];
}

/** Nothing listens on the discard port of a machine that runs tests. */
const nowhere = 'ws://127.0.0.1:9';

/** Connects the official client over `ws`; it is disconnected after the test. */
export const openClient = (
  url: string,
  options: Partial<Options> = {},
  headers: Record<string, string> = {},
): RealtimeClient => {
  const sockets = new Set<WebSocket>();
  let offline = false;
  class CuttableSocket extends WebSocket {
    constructor(address: string) {
      super(offline ? nowhere : address, { headers });
      sockets.add(this);
      this.once('close', () => sockets.delete(this));
    }
  }
  const centrifuge = new Centrifuge(url, {
    websocket: CuttableSocket,
    minReconnectDelay: 20,
    maxReconnectDelay: 200,
    ...options,
  });
  const client: RealtimeClient = {
    centrifuge,
    connected: [],
    disconnected: [],
    connecting: [],
    errors: [],
    goOffline: () => {
      offline = true;
      for (const socket of sockets) socket.terminate();
    },
    comeBack: () => {
      offline = false;
    },
  };
  centrifuge.on('connected', (context) => client.connected.push(context));
  centrifuge.on('disconnected', (context) => client.disconnected.push(context));
  centrifuge.on('connecting', (context) => client.connecting.push(context));
  centrifuge.on('error', (context) => client.errors.push(context));
  cleanUpAfterTest(() => {
    centrifuge.disconnect();
    for (const socket of sockets) socket.terminate();
  });
  centrifuge.connect();
  return client;
};

export const openUser = async (
  url: string,
  claims: Partial<RealtimeTokenClaims> = {},
  options: Partial<Options> = {},
): Promise<RealtimeClient> =>
  openClient(url, { token: await tokenFor(claims), getToken: () => tokenFor(claims), ...options });

export const listenTo = (
  client: RealtimeClient,
  channel: string,
  options: Partial<SubscriptionOptions> = {},
): Listening => {
  const subscription = client.centrifuge.newSubscription(channel, {
    minResubscribeDelay: 20,
    maxResubscribeDelay: 200,
    ...options,
  });
  const listening: Listening = {
    subscription,
    subscribed: [],
    unsubscribed: [],
    errors: [],
    publications: [],
    data: () => listening.publications.map((publication): unknown => publication.data),
  };
  subscription.on('subscribed', (context) => listening.subscribed.push(context));
  subscription.on('unsubscribed', (context) => listening.unsubscribed.push(context));
  subscription.on('error', (context) => listening.errors.push(context));
  subscription.on('publication', (context) => listening.publications.push(context));
  subscription.subscribe();
  return listening;
};
