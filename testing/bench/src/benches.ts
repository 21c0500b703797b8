import { chromiumBench } from './chromium-bench.ts';
import type { Bench } from './figure.ts';
import { engineBench } from './engine-bench.ts';
import { fleetBench } from './fleet-bench.ts';
import { pathBench } from './path-bench.ts';
import { storeBench } from './store-bench.ts';

/** Every benchmark, in the order they run. */
export const benches: readonly Bench[] = [engineBench, storeBench, pathBench, fleetBench, chromiumBench];
