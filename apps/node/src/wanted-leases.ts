import { limits } from '@wowlab/protocol';

export interface LeaseDemand {
  readonly workers: number;
  /** Leases held, running or waiting. */
  readonly held: number;
  /** How long an exchange takes, and how long a chunk keeps a worker; 0 while not measured. */
  readonly roundTripMs: number;
  readonly chunkMs: number;
}

/** Waiting leases per worker, at most: what one node hoards another can not run. */
const maxSparePerWorker = 4;

/**
 * How many leases to ask for: one running and enough waiting per worker that none is idle during an exchange. Long chunks
 * need one waiting; chunks shorter than the round trip need as many as end within it.
 */
export const wantedLeases = ({ workers, held, roundTripMs, chunkMs }: LeaseDemand): number => {
  const endDuringExchange = chunkMs > 0 ? Math.ceil(roundTripMs / chunkMs) : 1;
  const sparePerWorker = Math.min(maxSparePerWorker, Math.max(1, endDuringExchange));
  return Math.min(limits.maxLeasesPerRequest, Math.max(0, workers * (1 + sparePerWorker) - held));
};
