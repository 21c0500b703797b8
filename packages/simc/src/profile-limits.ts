/**
 * Every bound of the profile language, in one place. What exceeds a bound is refused by a problem that names it; nothing
 * is cut off silently.
 */
export const profileLimits = {
  /** UTF-8 bytes of the whole text; a full addon export with bags is about 30,000. */
  maxBytes: 262_144,
  maxLines: 8_192,
  /** UTF-16 units of one line. */
  maxLineLength: 16_384,
  /** Problems reported at once; the rest is found after these are mended. */
  maxProblems: 20,
  /** Characters, copies and profilesets together. */
  maxArms: 1_000,
  /** Action entries over all arms together, so that many arms with long lists stay affordable. */
  maxEntriesOverAllArms: 200_000,
  maxActionLists: 100,
  /** Entries of one character over all its lists, steps of sequences included. */
  maxActions: 1_000,
  /** Lists that call lists that call lists …; the list a fight starts with is at depth 1. */
  maxActionListDepth: 16,
  /**
   * Actions one look from the top of a list may come past, each called list counted at every call. Without this bound a
   * few lists that call the next one twice would cost 2^depth.
   */
  maxActionsPerLook: 10_000,
  maxOptionsPerAction: 24,
  /** Parentheses and unary operators inside one another. */
  maxExpressionDepth: 64,
  maxExpressionTokens: 1_024,
  /** Characters, profilesets and copies. */
  maxNameLength: 100,
  /** Abilities, lists, items, talents and other names in lower case. */
  maxTokenLength: 100,
  maxTargets: 20,
  maxRaidEvents: 50,
  maxGlyphs: 6,
  maxTalentRanks: 200,
  maxListedIds: 64,
  /** Bag, vault and vendor items kept from an addon export. */
  maxCandidates: 1_000,
  maxLoadouts: 100,
  maxNotes: 50,
  minIterations: 1,
  maxIterations: 1_000_000,
  minTargetErrorPct: 0.01,
  maxTargetErrorPct: 10,
  minFightSeconds: 10,
  maxFightSeconds: 1_800,
} as const;
