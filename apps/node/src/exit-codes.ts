/** What the agent's exit says to whoever started it. README.md lists them; a test holds the two together. */
export const exitCodes = {
  /** Drained after SIGTERM or SIGINT. */
  drained: 0,
  /** Something broke that should not; the last log line says what. Start it again. */
  failure: 1,
  /** An environment variable can not be used; all of them were named. */
  badEnvironment: 2,
  /** The node's key file is open to others, or holds no key. */
  badKeyFile: 3,
  /** The engine bundle is missing or can not be loaded. */
  badEngine: 4,
  /** Another start of this node has taken over. */
  replaced: 5,
  /** The server refuses this node for good: a revoked key, or an agent it no longer understands. */
  refused: 6,
} as const;
