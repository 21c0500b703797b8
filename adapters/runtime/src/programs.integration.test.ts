import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

let folder: string;
/** Bundles a program as the build does, and runs it: what it does as one file is what counts. */
const runProgram = async (
  source: string,
  onOutput: (text: string, kill: (signal: NodeJS.Signals) => void) => void = () => undefined,
): Promise<Ended> => {
  const entry = join(folder, `program-${Math.random().toString(36).slice(2)}`);
  await writeFile(`${entry}.ts`, source.replaceAll('@runtime', here('index.ts')));
  await build({
    entryPoints: [`${entry}.ts`],
    outfile: `${entry}.mjs`,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['pino'],
    keepNames: true,
    logLevel: 'silent',
  });
  const child = spawn(process.execPath, [`${entry}.mjs`], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (data: Buffer) => {
    output += data.toString();
    onOutput(output, (signal) => child.kill(signal));
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output };
};

beforeAll(async () => {
  // Under the repository's node_modules, so that the programs find the packages that are not bundled.
  const cache = here('../../../node_modules/.cache');
  await mkdir(cache, { recursive: true });
  folder = await mkdtemp(join(cache, 'wowlab-programs-'));
});
afterAll(() => rm(folder, { recursive: true }));

const openPool = `
  import { EnginePool, readEngineBundle } from '@runtime';
  const read = await readEngineBundle(${JSON.stringify(here('fixtures/fixture-engine.mjs'))});
  const pool = await EnginePool.open({ bundle: read.bundle, workers: 2 });
  const chunk = { config: { hash: 'x', text: '{"rounds":20000}' }, seed: 1, start: 0, count: 2000 };
`;

describe('a bundled program with a pool', () => {
  it('is kept alive by a running chunk and by nothing else', async () => {
    const { code, output } = await runProgram(`${openPool} pool.run(chunk).then((run) => { console.log(run.kind); });`);
    expect({ code, output }).toEqual({ code: 0, output: 'done\n' });
  });

  it('ends when the pool is closed in the middle of a chunk', async () => {
    const { code, output } = await runProgram(
      `${openPool} const run = pool.run(chunk); await pool.close(); console.log((await run).kind);`,
    );
    expect({ code, output }).toEqual({ code: 0, output: 'cancelled\n' });
  });
});

describe('a program that listens for its end', () => {
  const source = `
    import { listenForShutdown } from '@runtime';
    const { signal } = listenForShutdown();
    const alive = setInterval(() => {}, 1000);
    signal.addEventListener('abort', () => { console.log(signal.reason.message); });
    console.log('up');
  `;

  it('is asked by the first signal and ended by the second', async () => {
    const sent = new Set<string>();
    const { code, output } = await runProgram(source, (text, kill) => {
      const next = text.includes('SIGTERM') ? 'second' : 'first';
      if (!text.includes('up') || sent.has(next)) return;
      sent.add(next);
      kill(next === 'first' ? 'SIGTERM' : 'SIGINT');
    });
    expect(output).toBe('up\nasked to stop by SIGTERM\n');
    expect(code).toBe(130);
  });
});
