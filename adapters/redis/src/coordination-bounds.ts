/** Defaults of invariant 9: what Redis may be asked to hold. */
export const coordinationBounds = {
  maxActiveJobs: 20_000,
  maxActiveJobsPerOwner: 2_000,
  maxOutboxEntries: 200_000,
  /** Leases one node may hold. */
  maxHeldLeases: 256,
  /** Leases of one chunk that may be lost with their nodes before the chunk is blamed. */
  chunkLosses: 12,
  /** Nodes woken at once. */
  maxWoken: 200,
} as const;
