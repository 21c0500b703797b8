import {
  booleanVariable,
  choiceVariable,
  type EnvironmentProblem,
  integerVariable,
  logLevels,
  optionalTextVariable,
  readEnvironment,
  secretVariable,
  textVariable,
  urlVariable,
} from '@wowlab/runtime';

const minSecretChars = 32;

/** Every variable a sentinel reads. The only place that names them; docs/configuration.md lists them. */
const variables = {
  host: textVariable({ name: 'SENTINEL_HOST', about: 'where REST, node API and portal listen', fallback: '127.0.0.1' }),
  port: integerVariable({
    name: 'SENTINEL_PORT',
    about: 'where REST, node API and portal listen',
    minimum: 0,
    maximum: 65_535,
    fallback: 8080,
  }),
  internalHost: textVariable({
    name: 'SENTINEL_INTERNAL_HOST',
    about: 'where metrics and the realtime callbacks listen',
    fallback: '127.0.0.1',
  }),
  internalPort: integerVariable({
    name: 'SENTINEL_INTERNAL_PORT',
    about: 'where metrics and the realtime callbacks listen',
    minimum: 0,
    maximum: 65_535,
    fallback: 8081,
  }),
  publicOrigins: textVariable({ name: 'PUBLIC_ORIGINS', about: 'the origins players and nodes use, comma separated' }),
  trustedProxies: textVariable({
    name: 'TRUSTED_PROXIES',
    about: 'whose X-Forwarded-For is believed: addresses or networks, comma separated',
    fallback: 'loopback',
  }),
  redisUrl: urlVariable({ name: 'REDIS_URL', about: 'coordination', protocols: ['redis:', 'rediss:'] }),
  databaseUrl: urlVariable({
    name: 'DATABASE_URL',
    about: 'Postgres or a pooled Supabase connection string',
    protocols: ['postgres:', 'postgresql:'],
  }),
  centrifugoApiUrl: urlVariable({
    name: 'CENTRIFUGO_API_URL',
    about: 'HTTP API of the realtime server',
    protocols: ['http:', 'https:'],
  }),
  centrifugoApiKey: secretVariable({ name: 'CENTRIFUGO_API_KEY', about: 'key of that API', minLength: minSecretChars }),
  tokenSecret: secretVariable({
    name: 'CENTRIFUGO_TOKEN_SECRET',
    about: 'signs realtime tokens',
    minLength: minSecretChars,
  }),
  proxySecret: secretVariable({
    name: 'CENTRIFUGO_PROXY_SECRET',
    about: 'what the realtime callbacks must carry',
    minLength: minSecretChars,
  }),
  realtimeUrl: textVariable({
    name: 'REALTIME_URL',
    about: 'WebSocket address given to clients; a path is relative to the public origin',
    fallback: '/connection/websocket',
  }),
  jwtSecret: secretVariable({
    name: 'SUPABASE_JWT_SECRET',
    about: 'HS256 secret of user tokens',
    minLength: minSecretChars,
  }),
  jwtIssuer: optionalTextVariable({
    name: 'SUPABASE_JWT_ISSUER',
    about: 'issuer of user tokens; the first public origin with /auth/v1 if unset',
  }),
  localMode: booleanVariable({
    name: 'LOCAL_MODE',
    about: 'POST /v1/session issues tokens for the local user',
    fallback: false,
  }),
  engineManifest: textVariable({ name: 'ENGINE_MANIFEST', about: 'manifest.json of the engine build new jobs pin' }),
  portalDir: optionalTextVariable({ name: 'PORTAL_DIR', about: 'the portal’s built files' }),
  migrationsDir: textVariable({
    name: 'MIGRATIONS_DIR',
    about: 'SQL migrations for `sentinel migrate`',
    fallback: 'supabase/migrations',
  }),
  logLevel: choiceVariable({ name: 'LOG_LEVEL', about: 'what is logged', choices: logLevels, fallback: 'info' }),
};

const isOrigin = (text: string, protocols: readonly string[]): boolean =>
  URL.canParse(text) && protocols.includes(new URL(text).protocol) && new URL(text).origin === text;

const isRealtimeUrl = (text: string): boolean =>
  /^\/[^/\\]/.test(text) || (URL.canParse(text) && ['ws:', 'wss:'].includes(new URL(text).protocol));

const listOf = (text: string): readonly string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** All settings of one sentinel, checked and frozen. */
export interface SentinelConfig {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly internalHost: string;
  readonly internalPort: number;
  /** At least one, each exactly `scheme://host[:port]`. Signatures and browsers' origins are checked against these. */
  readonly publicOrigins: readonly string[];
  readonly trustedProxies: readonly string[];
  readonly redisUrl: string;
  /** Shard tag of every Redis key; tests use one each. */
  readonly redisTag?: string;
  readonly databaseUrl: string;
  readonly centrifugoApiUrl: string;
  readonly centrifugoApiKey: string;
  readonly tokenSecret: string;
  readonly proxySecret: string;
  readonly realtimeUrl: string;
  readonly jwtSecret: string;
  readonly jwtIssuer: string;
  readonly localMode: boolean;
  readonly engineManifest: string;
  readonly portalDir: string | null;
  readonly migrationsDir: string;
  readonly logLevel: (typeof logLevels)[number];
}

export type ReadSentinelConfig =
  | { readonly kind: 'read'; readonly config: SentinelConfig }
  | { readonly kind: 'invalid'; readonly problems: readonly EnvironmentProblem[] };

/** Reads the environment, once, and names everything that is wrong with it. */
export const readSentinelConfig = (env: NodeJS.ProcessEnv): ReadSentinelConfig => {
  const read = readEnvironment(variables, env);
  const problems: EnvironmentProblem[] = read.kind === 'invalid' ? [...read.problems] : [];
  const publicOrigins = listOf(env['PUBLIC_ORIGINS'] ?? '');
  for (const origin of publicOrigins) {
    if (!isOrigin(origin, ['http:', 'https:'])) {
      problems.push({
        name: 'PUBLIC_ORIGINS',
        message: `PUBLIC_ORIGINS has ${JSON.stringify(origin)} but each must be an origin such as https://wowlab.example`,
      });
    }
  }
  const realtimeUrl = env['REALTIME_URL']?.trim() ?? '';
  if (realtimeUrl !== '' && !isRealtimeUrl(realtimeUrl)) {
    problems.push({
      name: 'REALTIME_URL',
      message: `REALTIME_URL is ${JSON.stringify(realtimeUrl)} but must be a path, or a URL that starts with ws:// or wss://`,
    });
  }
  if (read.kind === 'invalid' || problems.length > 0) return { kind: 'invalid', problems };
  const { config } = read;
  return {
    kind: 'read',
    config: Object.freeze({
      ...config,
      publicOrigins,
      trustedProxies: listOf(config.trustedProxies),
      jwtIssuer: config.jwtIssuer ?? `${publicOrigins[0]}/auth/v1`,
    }),
  };
};
