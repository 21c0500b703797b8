/** Builds dist/ when a source has changed since the last build. All output goes to stderr. */
export declare const buildIfStale: () => Promise<void>;
