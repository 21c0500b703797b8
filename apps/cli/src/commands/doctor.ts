import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { styleText } from 'node:util';
import type { SentinelClient } from '@wowlab/client';
import { readEngineBundle } from '@wowlab/runtime';
import { CommandError, exitCodes } from '../exit-codes.ts';
import { openClient, type ServerOptions } from '../open-client.ts';
import { engineBundlePath } from '../open-local-pool.ts';
import { printJson, printText } from '../output/print.ts';
import { printable } from '../output/table.ts';

/** What one look found. A warning does not keep anything from working. */
interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'failed';
  readonly detail: string;
  readonly remedy?: string;
}

const maxClockSkewMs = 30_000;

const onPath = (...names: readonly string[]): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path));

const part = (check: string, names: readonly string[], fallback: string): Finding => {
  const path = onPath(...names);
  return path === undefined
    ? { check, state: 'warning', detail: `no ${names.join(' or ')} on PATH`, remedy: fallback }
    : { check, state: 'ok', detail: path };
};

const engine = async (): Promise<Finding> => {
  const read = await readEngineBundle(engineBundlePath());
  return read.kind === 'read'
    ? { check: 'engine', state: 'ok', detail: `build ${read.bundle.build}` }
    : { check: 'engine', state: 'failed', detail: read.problem, remedy: 'Run npm run build.' };
};

const onThisMachine = async (): Promise<Finding[]> => [
  { check: 'Node', state: 'ok', detail: process.version },
  await engine(),
  part(
    'Redis',
    ['redis-server', 'valkey-server'],
    'Install Redis 7 or newer, or set REDIS_URL; as root on Debian `wowlab up` installs it.',
  ),
  part(
    'Postgres',
    ['postgres'],
    'Nothing to do: `wowlab up` runs the binaries of an npm package; or set DATABASE_URL.',
  ),
  part(
    'Centrifugo',
    ['centrifugo'],
    'Nothing to do where Go is installed: `wowlab up` builds beacon/; or set CENTRIFUGO_BIN.',
  ),
  part('Go', ['go'], 'Needed only to build beacon/ where Centrifugo is not installed.'),
];

const partFindings = async (client: SentinelClient): Promise<Finding[]> => {
  const answer = await client.status();
  if (answer.kind !== 'ok') {
    const detail = answer.kind === 'unreachable' ? answer.reason : answer.problem.detail;
    return [
      {
        check: 'server',
        state: 'failed',
        detail: `${client.origin.origin}: ${detail}`,
        remedy: '`wowlab up` starts one here; --server URL names another.',
      },
    ];
  }
  const status = answer.value;
  const remedies = {
    redis: 'Start Redis, or correct REDIS_URL of the sentinels; until then nothing is taken and nothing is lost.',
    postgres: 'Start Postgres, or correct DATABASE_URL; until then results wait in Redis.',
    realtime: 'Start Centrifugo, or correct CENTRIFUGO_API_URL; until then pages and nodes poll.',
  } as const;
  const parts = (['redis', 'postgres', 'realtime'] as const).map((name): Finding => {
    const { state, latencyMs, detail } = status.parts[name];
    return state === 'up'
      ? { check: `server: ${name}`, state: 'ok', detail: latencyMs === null ? 'up' : `${latencyMs.toFixed(1)} ms` }
      : { check: `server: ${name}`, state: 'failed', detail: detail ?? 'down', remedy: remedies[name] };
  });
  const nodes = status.stats?.activeNodes ?? 0;
  return [
    { check: 'server', state: 'ok', detail: `${client.origin.origin}, version ${status.version}` },
    ...parts,
    nodes > 0
      ? { check: 'server: nodes', state: 'ok', detail: `${nodes} active` }
      : {
          check: 'server: nodes',
          state: 'warning',
          detail: 'none',
          remedy: 'Jobs wait until one comes: `wowlab node --server URL`.',
        },
  ];
};

/** The server's clock against this one's, by the Date header, which is good to a second. */
const clock = async (client: SentinelClient): Promise<Finding[]> => {
  try {
    const response = await fetch(new URL('/healthz', client.origin), { signal: AbortSignal.timeout(3_000) });
    const skewMs = Date.now() - Date.parse(response.headers.get('date') ?? '');
    if (Number.isNaN(skewMs) || Math.abs(skewMs) < maxClockSkewMs) return [];
    return [
      {
        check: 'clock',
        state: 'warning',
        detail: `this machine is ${Math.round(skewMs / 1_000)} s from the server`,
        remedy: 'Set the clock; a node corrects itself meanwhile.',
      },
    ];
  } catch {
    return [];
  }
};

const marks = {
  ok: styleText('green', 'ok     '),
  warning: styleText('yellow', 'warning'),
  failed: styleText('red', 'FAILED '),
};

/**
 * Checks this machine and the server, and says the remedy of what is amiss.
 *
 * @throws {CommandError} when a check failed; warnings do not count.
 */
export const doctor = async (options: ServerOptions & { readonly json?: boolean }): Promise<void> => {
  const client = openClient(options);
  const findings = [...(await onThisMachine()), ...(await partFindings(client)), ...(await clock(client))];
  await client.close();
  if (options.json === true) printJson(findings);
  else {
    for (const { check, state, detail, remedy } of findings) {
      printText(`${marks[state]}  ${check.padEnd(18)} ${printable(detail)}`);
      if (remedy !== undefined && state !== 'ok') printText(`         ${' '.repeat(18)} → ${remedy}`);
    }
  }
  const failed = findings.filter((finding) => finding.state === 'failed').length;
  if (failed > 0)
    throw new CommandError(exitCodes.unavailable, `${failed} ${failed === 1 ? 'check' : 'checks'} failed.`);
};
