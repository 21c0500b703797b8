import { buildIfStale } from './build.mjs';

/** Suites that boot the real programs run what the sources say now. */
export const setup = () => buildIfStale();
