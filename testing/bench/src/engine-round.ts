import { PerformanceObserver } from 'node:perf_hooks';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { configOf, loadEngine } from './engine.ts';
import type { EngineRound } from './engine-bench.ts';
import { median } from './figure.ts';

/** Measures the built engine on the profile named by the first argument and prints an `EngineRound`. */
const WARM_UP = 2500;
const SLICES = 40;
const ITERATIONS = 250;
/** Few enough that the collector does not run among them, which would hide what they allocate. */
const COUNTED = 20;
const MICROSECONDS = 1_000_000;
const MICROSECONDS_PER_MS = 1000;
/** By then the observer has been told of the last collection. */
const OBSERVER_MS = 50;
const SLOWEST_SHARE = 0.1;

const [profile = ''] = process.argv.slice(2);
const { prepareArm } = await loadEngine();
const arm = prepareArm(await configOf(profile));
arm.run(1, 0, WARM_UP);

let gcMs = 0;
const observer = new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) gcMs += duration;
});
observer.observe({ entryTypes: ['gc'] });

const costs: number[] = [];
let total = 0;
for (let slice = 0; slice < SLICES; slice += 1) {
  const before = process.cpuUsage();
  arm.run(101, slice * ITERATIONS, ITERATIONS);
  const { user, system } = process.cpuUsage(before);
  costs.push((user + system) / ITERATIONS);
  total += user + system;
  // Lets the observer hear of what was collected.
  await setImmediate();
}
await setTimeout(OBSERVER_MS);
observer.disconnect();

globalThis.gc?.();
const heapBefore = process.memoryUsage().heapUsed;
arm.run(101, 0, COUNTED);
const bytesPerFight = (process.memoryUsage().heapUsed - heapBefore) / COUNTED;

const sorted = costs.toSorted((one, other) => one - other);
const slowest = sorted[Math.floor(SLICES * (1 - SLOWEST_SHARE))] ?? Number.NaN;
const measured: EngineRound = {
  iterationsPerSecond: MICROSECONDS / median(costs),
  gcPct: (100 * gcMs * MICROSECONDS_PER_MS) / total,
  bytesPerFight,
  slowestPct: (100 * slowest) / median(costs),
};
process.stdout.write(`${JSON.stringify(measured)}\n`);
