/** What differs from one deployment to the next. Everything else in the configuration file follows from it. */
export interface CentrifugoOptions {
  /** Interface and port where clients connect. */
  readonly address: string;
  readonly port: number;
  /**
   * Where the HTTP API, health and metrics are served. Left out, they share the client port: then nothing but the
   * WebSocket path may be reachable from outside.
   */
  readonly internal?: { readonly address: string; readonly port: number };
  /** HMAC key of the realtime tokens; at least 32 characters. */
  readonly tokenSecret: string;
  /** Key of the HTTP API; at least 32 characters. */
  readonly apiKey: string;
  /** Secret that proves to the sentinel that the realtime server is calling; at least 32 characters. */
  readonly proxySecret: string;
  /** Origin of the sentinel's internal listener, such as `http://127.0.0.1:8081`. */
  readonly proxyOrigin: string;
  /** Origins of the pages that may connect. A client without an Origin header (node, CLI) always may. */
  readonly allowedOrigins: readonly string[];
  /** `redis://…`, `rediss://…` or `redis+sentinel://…`. Left out, the server keeps everything in memory and stands alone. */
  readonly redisUrl?: string;
  /** Prefix of every Redis key and channel of the realtime server. */
  readonly prefix?: string;
  /** How long the sentinel may take to answer a proxy call. */
  readonly proxyTimeoutMs?: number;
  /** Connections one server accepts. */
  readonly connectionLimit?: number;
  readonly logLevel?: 'debug' | 'info' | 'warn' | 'error' | 'none';
}

const minSecretChars = 32;
const maxPort = 65_535;

const isOrigin = (text: string): boolean => {
  try {
    const url = new URL(text);
    return (url.protocol === 'http:' || url.protocol === 'https:') && url.origin === text;
  } catch {
    return false;
  }
};

const redisSchemes = ['redis:', 'rediss:', 'redis+sentinel:', 'unix:'];

const isRedisUrl = (text: string): boolean => {
  try {
    return redisSchemes.includes(new URL(text).protocol);
  } catch {
    return false;
  }
};

const portProblem = (field: string, port: number): string[] =>
  Number.isInteger(port) && port > 0 && port <= maxPort
    ? []
    : [`${field} is ${port}; give a port from 1 to ${maxPort}`];

/** Every problem of `options`, each naming its field and the remedy. Secrets are never quoted. */
export const centrifugoOptionProblems = (options: CentrifugoOptions): readonly string[] => {
  const secrets = { tokenSecret: options.tokenSecret, apiKey: options.apiKey, proxySecret: options.proxySecret };
  const problems = [
    ...portProblem('port', options.port),
    ...(options.internal === undefined ? [] : portProblem('internal.port', options.internal.port)),
  ];
  if (options.internal?.port === options.port) {
    problems.push(`internal.port is ${options.port} like port; give another or leave internal out`);
  }
  for (const [field, secret] of Object.entries(secrets)) {
    if (secret.length < minSecretChars) {
      problems.push(`${field} has ${secret.length} characters; give at least ${minSecretChars}`);
    }
  }
  if (new Set(Object.values(secrets)).size < 3) {
    problems.push('tokenSecret, apiKey and proxySecret must differ: one that leaks must not open the others');
  }
  if (!isOrigin(options.proxyOrigin)) {
    problems.push(
      `proxyOrigin is "${options.proxyOrigin}"; give scheme, host and port only, as in http://127.0.0.1:8081`,
    );
  }
  for (const origin of options.allowedOrigins) {
    if (!isOrigin(origin)) {
      problems.push(`allowedOrigins has "${origin}"; give origins as in https://wowlab.example`);
    }
  }
  if (options.redisUrl !== undefined && !isRedisUrl(options.redisUrl)) {
    problems.push(`redisUrl must start with one of ${redisSchemes.map((scheme) => `${scheme}//`).join(', ')}`);
  }
  if (options.prefix !== undefined && !/^[\w.-]{1,64}$/.test(options.prefix)) {
    problems.push(`prefix is "${options.prefix}"; use up to 64 letters, digits, dots, hyphens or underscores`);
  }
  if (options.proxyTimeoutMs !== undefined && !(options.proxyTimeoutMs > 0 && options.proxyTimeoutMs <= 60_000)) {
    problems.push(`proxyTimeoutMs is ${options.proxyTimeoutMs}; give 1 to 60000`);
  }
  return problems;
};
