import { centrifugoOptionProblems, type CentrifugoOptions } from './centrifugo-options.ts';
import { channelNamespaces, type ChannelNamespace } from './channel-namespaces.ts';
import { proxyPaths, proxySecretHeader } from './proxy-endpoints.ts';
import { realtimeAudience, realtimeIssuer } from './realtime-token.ts';

/** One proxy of the configuration file. */
export interface CentrifugoProxy {
  readonly endpoint: string;
  readonly timeout: string;
  readonly include_connection_meta?: boolean;
  readonly http: { readonly static_headers: Readonly<Record<string, string>> };
}

/** The configuration file of the realtime server, key for key as Centrifugo v6 reads it. */
export interface CentrifugoConfig {
  readonly http_server: {
    readonly address: string;
    readonly port: number;
    readonly internal_address?: string;
    readonly internal_port?: string;
  };
  readonly log: { readonly level: string };
  readonly client: {
    readonly token: { readonly hmac_secret_key: string; readonly audience: string; readonly issuer: string };
    readonly allowed_origins: readonly string[];
    readonly proxy: {
      readonly connect: CentrifugoProxy & { readonly enabled: true };
      readonly refresh: { readonly enabled: false };
    };
    readonly ping_interval: string;
    readonly pong_timeout: string;
    readonly expired_close_delay: string;
    readonly stale_close_delay: string;
    readonly presence_update_interval: string;
    readonly channel_limit: number;
    readonly queue_max_size: number;
    readonly concurrency: number;
    readonly connection_limit: number;
    readonly user_connection_limit: number;
  };
  readonly websocket: {
    readonly compression: false;
    readonly message_size_limit: number;
    readonly write_timeout: string;
  };
  readonly channel: {
    readonly max_length: number;
    readonly history_meta_ttl: string;
    readonly proxy: { readonly subscribe: CentrifugoProxy };
    readonly namespaces: readonly ChannelNamespace[];
  };
  readonly rpc: { readonly proxy: CentrifugoProxy; readonly without_namespace: { readonly proxy_enabled: true } };
  readonly http_api: { readonly key: string };
  readonly engine:
    | { readonly type: 'memory' }
    | { readonly type: 'redis'; readonly redis: { readonly address: readonly string[]; readonly prefix: string } };
  readonly health: { readonly enabled: true };
  readonly prometheus: { readonly enabled: true };
  readonly usage_stats: { readonly disabled: true };
  readonly shutdown: { readonly timeout: string };
}

const defaultPrefix = 'wowlab-realtime';
const defaultProxyTimeoutMs = 2_000;
const defaultConnectionLimit = 20_000;

const engineOf = (options: CentrifugoOptions): CentrifugoConfig['engine'] =>
  options.redisUrl === undefined
    ? { type: 'memory' }
    : { type: 'redis', redis: { address: [options.redisUrl], prefix: options.prefix ?? defaultPrefix } };

/**
 * The one source of the realtime server's configuration file. Centrifugo v6 (`checkconfig --strict`) and beacon both read it.
 *
 * @throws {Error} naming every problem of `options` at once.
 */
export const centrifugoConfig = (options: CentrifugoOptions): CentrifugoConfig => {
  const problems = centrifugoOptionProblems(options);
  if (problems.length > 0) throw new Error(`The realtime server cannot be configured: ${problems.join('; ')}.`);

  const proxy = (path: string): CentrifugoProxy => ({
    endpoint: options.proxyOrigin + path,
    timeout: `${options.proxyTimeoutMs ?? defaultProxyTimeoutMs}ms`,
    http: { static_headers: { [proxySecretHeader]: options.proxySecret } },
  });

  return {
    http_server: {
      address: options.address,
      port: options.port,
      ...(options.internal === undefined
        ? {}
        : { internal_address: options.internal.address, internal_port: String(options.internal.port) }),
    },
    log: { level: options.logLevel ?? 'info' },
    client: {
      token: { hmac_secret_key: options.tokenSecret, audience: realtimeAudience, issuer: realtimeIssuer },
      allowed_origins: [...options.allowedOrigins],
      proxy: {
        connect: { enabled: true, ...proxy(proxyPaths.connect) },
        // While it is on, the server renews through the sentinel and never asks the client for a new token: a node could
        // then stay without proving its key again.
        refresh: { enabled: false },
      },
      ping_interval: '25s',
      pong_timeout: '8s',
      expired_close_delay: '25s',
      stale_close_delay: '10s',
      presence_update_interval: '25s',
      channel_limit: 64,
      queue_max_size: 1_048_576,
      // A slow answer to one proxy call must not hold up the other commands of the same client.
      concurrency: 8,
      connection_limit: options.connectionLimit ?? defaultConnectionLimit,
      user_connection_limit: 100,
    },
    websocket: { compression: false, message_size_limit: 65_536, write_timeout: '2s' },
    channel: {
      max_length: 128,
      // Kept for every channel ever used; the default of a month would let ended jobs fill Redis.
      history_meta_ttl: '86400s',
      proxy: { subscribe: { ...proxy(proxyPaths.subscribe), include_connection_meta: true } },
      namespaces: channelNamespaces,
    },
    rpc: {
      proxy: { ...proxy(proxyPaths.rpc), include_connection_meta: true },
      without_namespace: { proxy_enabled: true },
    },
    http_api: { key: options.apiKey },
    engine: engineOf(options),
    health: { enabled: true },
    prometheus: { enabled: true },
    usage_stats: { disabled: true },
    shutdown: { timeout: '10s' },
  };
};
