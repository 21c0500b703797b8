import { buildBeacon } from './centrifugo-beacon.ts';
import { downloadCentrifugo } from './centrifugo-release.ts';
import { runToEnd } from './centrifugo-run.ts';
import { findOnPath } from './find-on-path.ts';

/** Earlier majors read another configuration file. */
const CENTRIFUGO_MAJOR = '6';
const VERSION_TIMEOUT_MS = 10_000;

export interface CentrifugoBinary {
  readonly path: string;
  /** For messages only: both read the same file and answer the same calls. */
  readonly kind: 'centrifugo' | 'beacon';
  readonly version: string;
}

type Examined =
  | { readonly kind: 'usable'; readonly binary: CentrifugoBinary }
  | { readonly kind: 'unusable'; readonly reason: string };

/** Asks a program which realtime server it is. */
export async function examineCentrifugo(path: string): Promise<Examined> {
  const told = await runToEnd(path, ['version'], { env: cleanEnvironment(), timeoutMs: VERSION_TIMEOUT_MS });
  if (told.kind === 'failed') return { kind: 'unusable', reason: `${path} does not run (${told.reason})` };
  const beacon = /^beacon (\S+)/.exec(told.output)?.[1];
  if (beacon !== undefined) return { kind: 'usable', binary: { path, kind: 'beacon', version: beacon } };
  const version = /Centrifugo v(\S+)/.exec(told.output)?.[1];
  if (version === undefined) {
    return { kind: 'unusable', reason: `${path} is no Centrifugo: it says ${JSON.stringify(told.output)}` };
  }
  if (version.split('.')[0] !== CENTRIFUGO_MAJOR) {
    return { kind: 'unusable', reason: `${path} is Centrifugo ${version}, version ${CENTRIFUGO_MAJOR} is wanted` };
  }
  return { kind: 'usable', binary: { path, kind: 'centrifugo', version } };
}

/** Centrifugo takes every CENTRIFUGO_… variable for a setting of its own, stronger than the file. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CENTRIFUGO_')));
}

async function insistOn(path: string, source: string): Promise<CentrifugoBinary> {
  const examined = await examineCentrifugo(path);
  if (examined.kind === 'usable') return examined.binary;
  throw new Error(`${source} names a realtime server that can not be used: ${examined.reason}.`);
}

/**
 * The realtime server of this machine: the program named, `CENTRIFUGO_BIN`, `centrifugo` on PATH, the official release,
 * else beacon, built here.
 *
 * @throws when a named program is unusable, or with every way to get one.
 */
export async function findCentrifugo(notify: (line: string) => void, named?: string): Promise<CentrifugoBinary> {
  if (named !== undefined) return insistOn(named, 'The option "binary"');
  const fromEnvironment = process.env['CENTRIFUGO_BIN'];
  if (fromEnvironment !== undefined && fromEnvironment !== '') return insistOn(fromEnvironment, 'CENTRIFUGO_BIN');

  const reasons: string[] = [];
  const candidates = [
    () => {
      const path = findOnPath('centrifugo');
      return path === undefined ? { reason: 'centrifugo is not on PATH' } : { path };
    },
    () => downloadCentrifugo(),
    () => buildBeacon(notify),
  ];
  for (const candidate of candidates) {
    const found = await candidate();
    if (!('path' in found)) {
      reasons.push(found.reason);
      continue;
    }
    const examined = await examineCentrifugo(found.path);
    if (examined.kind === 'usable') return examined.binary;
    reasons.push(examined.reason);
  }
  throw new Error(
    `No realtime server was found (${reasons.join('; ')}). Do one of these: set CENTRIFUGO_BIN to a Centrifugo ` +
      `${CENTRIFUGO_MAJOR} program; put centrifugo on PATH; install Go (https://go.dev/dl), with which the bundled ` +
      'server is built.',
  );
}
