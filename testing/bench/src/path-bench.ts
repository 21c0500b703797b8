import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { readServerAddress, SentinelClient, watchJob } from '@wowlab/client';
import type { Job } from '@wowlab/protocol';
import { EnginePool, readEngineBundle, sha256Hex } from '@wowlab/runtime';
import { repositoryRoot, startStack } from '@wowlab/stack';
import { configOf, exampleProfile } from './engine.ts';
import { type Bench, median, percentile } from './figure.ts';

const workers = 2;
const iterationsPerJob = 10_000;
const jobsPerRound = 8;
const rounds = 3;
const chunkIterations = 1_000;
const firstProgressJobs = 30;
/** Between two questions: nodes have dropped the cancelled job and are parked again. */
const restMs = 700;

/** Iterations per second of the engine alone: the same workers, the same arms, nothing around them. */
const rawRound = async (pool: EnginePool, text: string, firstSeed: number): Promise<number> => {
  const config = { hash: sha256Hex(text), text };
  const startedMs = performance.now();
  const runs: Promise<unknown>[] = [];
  for (let job = 0; job < jobsPerRound; job += 1) {
    for (let start = 0; start < iterationsPerJob; start += chunkIterations) {
      runs.push(pool.run({ config, seed: firstSeed + job, start, count: chunkIterations }));
    }
  }
  await Promise.all(runs);
  return (jobsPerRound * iterationsPerJob * 1_000) / (performance.now() - startedMs);
};

const must = <Value>(answer: { readonly kind: string; readonly value?: Value }): Value => {
  if (answer.kind !== 'ok' || answer.value === undefined)
    throw new Error(`The stack of the bench refused: ${JSON.stringify(answer)}`);
  return answer.value;
};

/** Iterations per second through submit, lease, compute, complete, fold and publish: jobs handed in at once, all seen to their end. */
const pathRound = async (client: SentinelClient, profile: string, firstSeed: number): Promise<number> => {
  const startedMs = performance.now();
  const submitted = await Promise.all(
    Array.from({ length: jobsPerRound }, (_, job) =>
      client.submit({ profile, iterations: iterationsPerJob, seed: firstSeed + job }),
    ),
  );
  const jobs: Job[] = await Promise.all(submitted.map(async (answer) => must(await watchJob(client, must(answer).id))));
  const elapsedMs = performance.now() - startedMs;
  const failed = jobs.find((job) => job.state !== 'done');
  if (failed !== undefined) throw new Error(`Job ${failed.id} of the bench ended as ${failed.state}: ${failed.reason}`);
  return (jobsPerRound * iterationsPerJob * 1_000) / elapsedMs;
};

/** From the call that submits to the first counted iterations at the client, through the realtime server; ms. */
const firstProgress = async (client: SentinelClient, profile: string, seed: number): Promise<number> => {
  const seen = new AbortController();
  const startedMs = performance.now();
  const job = must(await client.submit({ profile, iterations: iterationsPerJob, seed }));
  let firstMs = Number.NaN;
  try {
    await watchJob(client, job.id, {
      // Reads are left out of it: what is measured is the message.
      blindPollMs: 5_000,
      livePollMs: 5_000,
      signal: seen.signal,
      onProgress: (view) => {
        if (view.iterations === 0 || seen.signal.aborted) return;
        firstMs = performance.now() - startedMs;
        seen.abort();
      },
    });
  } catch (error) {
    if (!seen.signal.aborted) throw error;
  }
  // The next one finds the nodes idle, as a player's question does.
  must(await client.cancel(job.id));
  await new Promise((resolve) => setTimeout(resolve, restMs));
  return firstMs;
};

/** The whole path against the engine alone, and how soon a player sees the first number. */
export const pathBench: Bench = {
  name: 'path',
  title: `share of raw engine speed kept through the whole path, ${workers} workers; submit → first progress`,
  run: async (tell) => {
    const profile = await readFile(exampleProfile, 'utf8');
    const bundle = await readEngineBundle(join(repositoryRoot, 'dist/engine/engine.mjs'));
    if (bundle.kind !== 'read') throw new Error(bundle.problem);
    const text = await configOf(exampleProfile);
    const stack = await startStack({ sentinels: 2, nodes: 1, workers });
    const address = readServerAddress(stack.url);
    if (address.kind !== 'read') throw new Error(address.problem);
    const client = new SentinelClient({ origin: address.origin });
    const pool = await EnginePool.open({ bundle: bundle.bundle, workers });
    try {
      const raw: number[] = [];
      const path: number[] = [];
      for (let round = 0; round <= rounds; round += 1) {
        const seed = 1 + round * jobsPerRound;
        const alone = await rawRound(pool, text, seed);
        const whole = await pathRound(client, profile, seed);
        tell(
          `   round ${round}: engine alone ${Math.round(alone)} it/s, whole path ${Math.round(whole)} it/s${round === 0 ? ' (warm-up)' : ''}`,
        );
        if (round === 0) continue;
        raw.push(alone);
        path.push(whole);
      }
      const first: number[] = [];
      for (let job = 0; job < firstProgressJobs; job += 1)
        first.push(await firstProgress(client, profile, 1_000 + job));
      return [
        {
          name: `engine alone, ${workers} workers of ${availableParallelism()} cores`,
          value: median(raw),
          unit: 'it/s',
        },
        { name: 'whole path', value: median(path), unit: 'it/s' },
        {
          name: 'whole path / engine alone',
          value: median(path.map((value, index) => (value / (raw[index] ?? Number.NaN)) * 100)),
          unit: '%',
          floor: 90,
          goal: 95,
        },
        {
          name: 'submit → first progress, median',
          value: median(first),
          unit: 'ms',
          floor: 250,
          goal: 150,
          atMost: true,
        },
        { name: 'submit → first progress, p95', value: percentile(first, 0.95), unit: 'ms' },
      ];
    } finally {
      await pool.close();
      await client.close();
      await stack.close();
    }
  },
};
