import type { ArmProgress, Job } from '@wowlab/protocol';
import type { ArchivedArm, ArchivedJob } from '@wowlab/postgres';
import type { JobRecord } from '@wowlab/redis';

/** A live job as its owner reads it. */
export const jobOfRecord = (record: JobRecord): Job => ({
  id: record.id,
  owner: record.owner,
  name: record.name,
  state: record.state,
  version: record.version,
  reason: record.reason,
  engineBuild: record.engineBuild,
  seed: record.seed,
  iterations: record.iterations,
  targetErrorPct: record.targetErrorPct,
  arms: [...record.arms],
  createdAtMs: record.createdAtMs,
  startedAtMs: record.startedAtMs,
  finishedAtMs: record.finishedAtMs,
  notes: [...record.notes],
});

const milli = 1_000;

/** Mean and standard error, in DPS, from the exact sums of milli-DPS: s² = (n·Σx² − (Σx)²) / (n·(n − 1)). */
const armOfArchive = (arm: ArchivedArm, target: number): ArmProgress => {
  const { offset, config, result } = arm;
  const name = { name: arm.name, ...(offset === undefined ? {} : { offset }) };
  if (result === null || result.iterations === 0) {
    return { ...name, config, iterations: 0, target, mean: null, stdError: null };
  }
  const n = result.iterations;
  const sum = BigInt(result.dpsSum);
  const spread = BigInt(n) * BigInt(result.dpsSumOfSquares) - sum * sum;
  const variance = n < 2 ? 0 : Number(spread) / (n * (n - 1));
  return {
    ...name,
    config,
    iterations: n,
    target,
    mean: Number(sum) / n / milli,
    stdError: Math.sqrt(variance / n) / milli,
  };
};

/** An archived job as its owner reads it. */
export const jobOfArchive = (job: ArchivedJob): Job => ({
  id: job.id,
  owner: job.owner,
  name: job.name,
  state: job.state,
  version: job.version,
  reason: job.reason,
  engineBuild: job.engineBuild,
  seed: job.seed,
  iterations: job.iterations,
  targetErrorPct: job.targetErrorPct,
  arms: job.arms.map((arm) => armOfArchive(arm, job.iterations)),
  createdAtMs: job.createdAtMs,
  startedAtMs: job.startedAtMs,
  finishedAtMs: job.finishedAtMs,
  notes: [...job.notes],
});
