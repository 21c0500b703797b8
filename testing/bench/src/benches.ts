import type { Bench } from './figure.ts';
import { pathBench } from './path-bench.ts';
import { storeBench } from './store-bench.ts';

/** Every benchmark, in the order they run. */
export const benches: readonly Bench[] = [storeBench, pathBench];
