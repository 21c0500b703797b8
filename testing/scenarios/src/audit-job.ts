import type { TestStack } from '@wowlab/stack';
import { expect } from 'vitest';
import { digestsOf, must } from './player.ts';
import type { Scene, Wanted } from './scene.ts';
import { soon } from './soon.ts';

interface ChunkRow {
  readonly arm: number;
  readonly first_iteration: number;
  readonly iterations: number;
  readonly node_id: string;
  readonly generation: number;
}

/** The chunks that a job's result was merged from, as Postgres keeps them, in order. */
export const archivedChunks = async (scene: Scene<TestStack>, id: string): Promise<readonly ChunkRow[]> => {
  const { rows } = await scene.database.query<ChunkRow>(
    `select arm, first_iteration, iterations, node_id, generation from public.counted_chunks
     where job_id = $1 order by arm, first_iteration`,
    [id],
  );
  return rows;
};

/** Waits until nothing waits to be archived. */
export const untilArchived = (scene: Scene<TestStack>): Promise<true> =>
  soon('an empty outbox', async () => (await scene.coordination.outboxLength()) === 0);

const expectOneIntervalAfterTheOther = (chunks: readonly ChunkRow[], iterations: number): void => {
  let reached = 0;
  for (const chunk of chunks) {
    expect(chunk.first_iteration, 'no gap, and nothing twice').toBe(reached);
    reached += chunk.iterations;
  }
  expect(reached, 'the chunks add up to the iterations').toBe(iterations);
};

/**
 * What must hold of every job that ended as done, whatever happened on the way: the digest of the engine alone, each
 * iteration counted once, Redis without contradiction, and Postgres saying what REST says.
 */
export const auditDoneJob = async (scene: Scene<TestStack>, id: string, wanted: Wanted): Promise<void> => {
  const { player, coordination, database } = scene;
  const report = await player.report(id);
  expect(report.engine.build, 'one engine on both sides').toBe(wanted.build);
  expect(report.arms.map((arm) => arm.iterations)).toEqual([wanted.iterations]);
  expect(digestsOf(report)).toEqual(wanted.digests);

  const scrubbed = await coordination.background.scrubJob(id);
  expect(scrubbed?.violations ?? []).toEqual([]);

  await untilArchived(scene);
  const told = must(await player.client.job(id));
  const { rows: jobs } = await database.query(
    `select state, version::int as version, reason, engine_build as "engineBuild", seed::int as seed, iterations::int as iterations,
            created_at_ms::float8 as "createdAtMs", finished_at_ms::float8 as "finishedAtMs"
     from public.jobs where id = $1`,
    [id],
  );
  const { state, version, reason, engineBuild, seed, iterations, createdAtMs, finishedAtMs } = told;
  expect(jobs).toEqual([{ state, version, reason, engineBuild, seed, iterations, createdAtMs, finishedAtMs }]);
  const { rows: results } = await database.query(
    'select digest, iterations::int as iterations from public.results where job_id = $1 order by arm',
    [id],
  );
  expect(results).toEqual([{ digest: wanted.digests[0], iterations: wanted.iterations }]);
  expectOneIntervalAfterTheOther(await archivedChunks(scene, id), wanted.iterations);
  const { rows: letters } = await database.query('select fact_kind, reason from public.dead_letters');
  expect(letters).toEqual([]);
};
