import type { Bench } from './figure.ts';
import { fleetBench } from './fleet-bench.ts';
import { pathBench } from './path-bench.ts';
import { storeBench } from './store-bench.ts';

/** Every benchmark, in the order they run. */
export const benches: readonly Bench[] = [storeBench, pathBench, fleetBench];
