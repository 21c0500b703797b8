import { execFileSync } from 'node:child_process';
import { setMaxListeners } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readServerAddress, SentinelClient, watchJob } from '@wowlab/client';
import { sha256Hex } from '@wowlab/runtime';
import { repositoryRoot, startStack, type TestStack } from '@wowlab/stack';
import { Redis } from 'ioredis';
import { configOf, loadEngine } from './engine.ts';
import { type Bench, type Figure, percentile } from './figure.ts';
import { type Fleet, SimulatedNode } from './simulated-node.ts';

const nodeCount = 1_000;
const sentinels = 2;
const seed = 1;
/** Tiny chunks, so that this machine can compute what a thousand would: each node brings fifteen. */
const chunkIterations = 2;
const iterations = nodeCount * 15 * chunkIterations;
const profilePath = join(repositoryRoot, 'examples/mop-bm-hunter-auto.simc');

const mebibytes = (bytes: number): number => bytes / 1024 / 1024;

const residentMebibytes = (pid: number): number =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;

const redisMebibytes = async (url: string): Promise<number> => {
  const redis = new Redis(url);
  const info = await redis.info('memory');
  await redis.quit();
  return mebibytes(Number(/used_memory_peak:(\d+)/.exec(info)?.[1]));
};

/** One job worked on by the whole fleet, to its end. Answers the digest of its result. */
const runJob = async (client: SentinelClient): Promise<string> => {
  const profile = await readFile(profilePath, 'utf8');
  const submitted = await client.submit({ profile, iterations, seed, chunkIterations });
  if (submitted.kind !== 'ok') throw new Error(`The job of the bench was refused: ${JSON.stringify(submitted)}`);
  const ended = await watchJob(client, submitted.value.id);
  if (ended.kind !== 'ok' || ended.value.state !== 'done') throw new Error(`The job ended as ${JSON.stringify(ended)}`);
  const report = await client.result(ended.value.id);
  if (report.kind !== 'ok') throw new Error(`The job has no report: ${JSON.stringify(report)}`);
  return report.value.arms[0]?.digest ?? '';
};

const figuresOf = async (stack: TestStack, fleet: Fleet, elapsedMs: number): Promise<readonly Figure[]> => [
  { name: 'requests that failed', value: fleet.errors.length, unit: '', floor: 0, goal: 0, atMost: true },
  { name: 'exchanges of work', value: (fleet.workMs.length / elapsedMs) * 1_000, unit: '1/s' },
  { name: 'work, p50', value: percentile(fleet.workMs, 0.5), unit: 'ms' },
  { name: 'work, p99', value: percentile(fleet.workMs, 0.99), unit: 'ms' },
  { name: 'heartbeat, p50', value: percentile(fleet.heartbeatMs, 0.5), unit: 'ms' },
  { name: 'heartbeat, p99', value: percentile(fleet.heartbeatMs, 0.99), unit: 'ms' },
  {
    name: 'resident memory of the larger sentinel',
    value: Math.max(...stack.sentinels.map(({ pid }) => residentMebibytes(pid))),
    unit: 'MiB',
  },
  { name: 'Redis memory at its peak', value: await redisMebibytes(stack.redisUrl), unit: 'MiB' },
];

/** A thousand simulated nodes, signed and over HTTP, that register at once, heartbeat, and work a job to its exact end. */
export const fleetBench: Bench = {
  name: 'fleet',
  title: `${nodeCount} simulated nodes heartbeat and work through ${sentinels} sentinels`,
  run: async (tell) => {
    const engine = await loadEngine();
    const arm = engine.prepareArm(await configOf(profilePath));
    const wanted = sha256Hex(arm.run(seed, 0, iterations));
    const stack = await startStack({ sentinels, nodes: 0 });
    const address = readServerAddress(stack.url);
    if (address.kind !== 'read') throw new Error(address.problem);
    const client = new SentinelClient({ origin: address.origin, retryForMs: 60_000 });
    const home = new AbortController();
    // Every node waits on it.
    setMaxListeners(0, home.signal);
    try {
      const manifest = await readFile(join(repositoryRoot, 'dist/engine/manifest.json'), 'utf8');
      const fleet: Fleet = {
        url: address.origin,
        build: (JSON.parse(manifest) as { build: string }).build,
        compute: ({ start, count }) => arm.run(seed, start, count),
        workMs: [],
        heartbeatMs: [],
        errors: [],
        signal: home.signal,
      };
      const nodes = await Promise.all(Array.from({ length: nodeCount }, () => SimulatedNode.create(fleet)));
      let startedMs = performance.now();
      await Promise.all(nodes.map((node) => node.register()));
      tell(`   ${nodeCount} nodes registered at once in ${Math.round(performance.now() - startedMs)} ms`);
      startedMs = performance.now();
      const lives = Promise.all(nodes.map((node) => node.live()));
      const digest = await runJob(client);
      const elapsedMs = performance.now() - startedMs;
      tell(`   ${iterations / chunkIterations} chunks worked in ${Math.round(elapsedMs)} ms`);
      const figures = await figuresOf(stack, fleet, elapsedMs);
      home.abort();
      await lives;
      for (const error of new Set(fleet.errors)) tell(`   error: ${error}`);
      if (digest !== wanted) throw new Error(`The digest of the fleet is ${digest}, of the engine alone ${wanted}.`);
      return figures;
    } finally {
      home.abort();
      await client.close();
      await stack.close();
    }
  },
};
