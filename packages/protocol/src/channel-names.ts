/**
 * Channel names. A namespace is what stands before the colon and is configured in the realtime server.
 * Apart from the schemas, so that a page that only needs the names does not ship a schema library.
 */
export const channels = {
  job: (jobId: string) => `job:${jobId}`,
  node: (nodeId: string) => `node:${nodeId}`,
  user: (userId: string) => `user:${userId}`,
  fleetStats: 'fleet:stats',
} as const;
