import { readFileSync } from 'node:fs';
import { cpuUsage, stdout } from 'node:process';
import { canonicalConfig, parseJobInput } from '@wowlab/simc';
import { prepareArm } from './src/prepare-arm.ts';

/**
 * Iterations per second of processor time on one core: `npx tsx packages/content/bench-engine.ts [profile]`. Processor time
 * rather than wall time, so that a busy machine does not count against the engine; the last of several rounds counts.
 */
const ROUNDS = 5;
const ITERATIONS = 2000;
const profile = process.argv[2] ?? 'examples/mop-bm-hunter.simc';

const parsed = parseJobInput(readFileSync(new URL(profile, new URL('../../', import.meta.url)), 'utf8'));
if (parsed.kind !== 'ok') throw new Error(JSON.stringify(parsed.problems));
const [arm] = parsed.input.arms;
if (arm === undefined) throw new Error(`${profile} has no arm`);
const prepared = prepareArm(canonicalConfig(arm.config));

for (let round = 0; round < ROUNDS; round += 1) {
  const before = cpuUsage();
  prepared.run(101, round * ITERATIONS, ITERATIONS);
  const { user, system } = cpuUsage(before);
  const microseconds = (user + system) / ITERATIONS;
  stdout.write(`${microseconds.toFixed(0)} µs per iteration, ${(1_000_000 / microseconds).toFixed(0)} iterations/s\n`);
}
