import { findCentrifugo } from '@wowlab/servers';
import { buildIfStale } from './build.mjs';

const tell = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/**
 * Suites that boot our programs run what the sources say now. The realtime server is found or built here, once: a cold Go
 * build takes longer than any suite should wait for its servers.
 */
export const setup = async (): Promise<void> => {
  await Promise.all([buildIfStale(), findCentrifugo(tell)]);
};
