import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exitCodes } from './exit-codes.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const example = join(root, 'examples/mop-bm-hunter-auto.simc');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wowlab-cli-'));
  // Postgres runs as a user of its own where root runs the tests, and has to pass through.
  await chmod(folder, 0o711);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command; `interruptAt` sends SIGINT when that text appears on stderr. */
const wowlab = (
  args: readonly string[],
  more: { readonly env?: NodeJS.ProcessEnv; readonly interruptAt?: string } = {},
): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'dist/cli.mjs'), ...args], {
      env: { ...process.env, ...more.env },
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
    child.stderr.on('data', (text: Buffer) => {
      const seen = more.interruptAt !== undefined && stderr.includes(more.interruptAt);
      stderr += text.toString();
      if (!seen && more.interruptAt !== undefined && stderr.includes(more.interruptAt)) child.kill('SIGINT');
    });
    child.on('exit', (code) => resolve({ code, stdout, stderr }));
  });

test('one question through the whole path prints only the report, with the digest of a run without services', async () => {
  const precision = ['--iterations', '300', '--seed', '5', '--json'];
  const whole = await wowlab(['up', '--once', example, '--data', join(folder, 'once'), ...precision]);
  expect(whole.code, whole.stderr).toBe(exitCodes.ok);
  const report = JSON.parse(whole.stdout);
  expect(report).toMatchObject({ job: { state: 'done' }, seed: 5, arms: [{ iterations: 300 }] });
  const local = JSON.parse((await wowlab(['sim', example, '--local', ...precision])).stdout);
  expect(report.arms[0].digest).toBe(local.arms[0].digest);
});

test('stat weights are the same without services and through them, and a stat that is none is refused', async () => {
  const question = ['--iterations', '100', '--json'];
  const local = await wowlab(['weights', example, '--local', '--stats', 'agility,crit', ...question]);
  expect(local.code, local.stderr).toBe(exitCodes.ok);
  const { weights, arms } = JSON.parse(local.stdout);
  expect(weights.stats.map(({ stat }: { readonly stat: string }) => stat)).toEqual(['agility', 'crit_rating']);
  expect(weights.pawn).toMatch(/^\( Pawn: v1: ".+": Agility=1\.0000/u);
  const asking = join(folder, 'asking.simc');
  const profile = await readFile(example, 'utf8');
  await writeFile(asking, `calculate_scale_factors=1\nscale_only=agility,crit\n${profile}`);
  const whole = await wowlab(['up', '--once', asking, '--data', join(folder, 'weights'), ...question]);
  expect(whole.code, whole.stderr).toBe(exitCodes.ok);
  const report = JSON.parse(whole.stdout);
  expect(report.weights).toEqual(weights);
  expect(report.arms).toEqual(arms);
  const refused = await wowlab(['weights', example, '--local', '--stats', 'luck']);
  expect(refused.code).toBe(exitCodes.refusedInput);
  expect(refused.stderr).toContain('There is no such stat.');
});

test('a store named by the environment that is not there is refused before anything starts, naming the variable', async () => {
  const ended = await wowlab(['up', '--data', join(folder, 'dead'), '--port', '0'], {
    env: { REDIS_URL: 'redis://:secret@127.0.0.1:1' },
  });
  expect(ended.code).toBe(exitCodes.setupFailed);
  expect(ended.stderr).toContain('REDIS_URL names 127.0.0.1:1');
  expect(ended.stderr).toContain('unset it');
  expect(ended.stderr).not.toContain('secret');
});

test('Ctrl-C while it starts stops what has started', async () => {
  const ended = await wowlab(['up', '--data', join(folder, 'early'), '--port', '0'], { interruptAt: 'redis' });
  expect(ended.code, ended.stderr).toBe(exitCodes.interrupted);
  expect(ended.stderr).toContain('everything was stopped again');
});

test('what can not be simulated is refused with every problem, and alike without services and through them', async () => {
  const broken = join(folder, 'broken.simc');
  await writeFile(broken, 'hunter="a"\nfoo=1\n');
  for (const args of [
    ['sim', broken, '--local'],
    ['up', '--once', broken, '--data', join(folder, 'broken')],
  ]) {
    const ended = await wowlab(args);
    expect(ended.code, ended.stderr).toBe(exitCodes.refusedInput);
    expect(ended.stderr).toContain('line 2:1, foo');
    expect(ended.stdout).toBe('');
  }
  const mage = join(folder, 'mage.simc');
  await writeFile(mage, 'ruleset=retail\nmage="a"\nspec=fire\n');
  const ended = await wowlab(['sim', mage, '--local']);
  expect(ended.code, ended.stderr).toBe(exitCodes.refusedInput);
  expect(ended.stderr).toContain('This engine models mop hunter beast_mastery');
});

test('a server that is not there, a file that is not there and a job that is not one have exit codes of their own', async () => {
  const away = ['--server', 'http://127.0.0.1:1'];
  expect((await wowlab(['jobs', ...away])).code).toBe(exitCodes.unavailable);
  expect((await wowlab(['sim', join(folder, 'none.simc'), '--local'])).code).toBe(exitCodes.usage);
  expect((await wowlab(['nonsense'])).code).toBe(exitCodes.usage);
});
