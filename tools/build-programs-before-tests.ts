import { buildIfStale } from './build.mjs';

/** Suites that load what is built run what the sources say now. */
export const setup = (): Promise<void> => buildIfStale();
