import { readFile } from 'node:fs/promises';
import { startStack, type TestStack } from '@wowlab/stack';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localReport, profilePaths } from './local-report.ts';
import { digestsOf, Player } from './player.ts';

const iterations = 2_000;
const seed = 7;

describe('invariant 1, partition invariance: one digest however a job is cut and wherever it runs', () => {
  let wanted: readonly string[];
  let profile: string;

  beforeAll(async () => {
    profile = await readFile(profilePaths.full, 'utf8');
    wanted = digestsOf(
      await localReport(profilePaths.full, '--iterations', String(iterations), '--seed', String(seed)),
    );
  });

  test('the profile has one arm, with one digest', () => {
    expect(wanted).toHaveLength(1);
  });

  describe('one sentinel, one node', () => {
    let stack: TestStack;
    let player: Player;
    beforeAll(async () => {
      stack = await startStack({ sentinels: 1, nodes: 1, workers: 2 });
      player = new Player(stack.url);
    });
    afterAll(async () => {
      await player.close();
      await stack.close();
    });

    test.each([undefined, 1, 137, 1_000])('chunks of %s iterations', async (chunkIterations) => {
      const report = await player.simulate({
        profile,
        iterations,
        seed,
        ...(chunkIterations === undefined ? {} : { chunkIterations }),
      });
      expect(report.arms[0]?.iterations).toBe(iterations);
      expect(digestsOf(report)).toEqual(wanted);
    });

    test('another seed has another digest', async () => {
      expect(digestsOf(await player.simulate({ profile, iterations, seed: seed + 1 }))).not.toEqual(wanted);
    });

    test('a target error ends at the same iteration with the same digest as on one machine', async () => {
      const local = await localReport(profilePaths.full, '--target-error', '0.2', '--seed', String(seed));
      const report = await player.simulate({ profile, targetErrorPct: 0.2, seed });
      expect(report.arms[0]?.iterations).toBe(local.arms[0]?.iterations);
      expect(digestsOf(report)).toEqual(digestsOf(local));
    });
  });

  describe('three sentinels, three nodes', () => {
    let stack: TestStack;
    let player: Player;
    beforeAll(async () => {
      stack = await startStack({ sentinels: 3, nodes: 3, workers: 1 });
      player = new Player(stack.url);
    });
    afterAll(async () => {
      await player.close();
      await stack.close();
    });

    test('chunks taken and finished by three nodes through three sentinels, in whatever order', async () => {
      const report = await player.simulate({ profile, iterations, seed, chunkIterations: 50 });
      expect(digestsOf(report)).toEqual(wanted);
    });

    test('a node and a sentinel are killed midway', async () => {
      const long = 10_000;
      const local = await localReport(profilePaths.full, '--iterations', String(long), '--seed', String(seed));
      const job = await player.submit({ profile, iterations: long, seed, chunkIterations: 100 });
      await player.untilIterations(job.id, 1_000);
      await stack.nodes[0]?.kill();
      await stack.sentinels[0]?.kill();
      const report = await player.report(job.id);
      expect(report.arms[0]?.iterations).toBe(long);
      expect(digestsOf(report)).toEqual(digestsOf(local));
    });
  });
});
