import type { CandidateItem, SavedLoadout } from './addon-export.ts';
import type { ArmConfig } from './arm-config.ts';

/** What a player asks for: the arms to compare, and how precisely. */
export interface JobInput {
  readonly arms: readonly { readonly name: string; readonly config: ArmConfig }[];
  readonly iterations?: number;
  readonly targetErrorPct?: number;
  readonly seed?: number;
  /** What a player should know: defaults that matter, keys without effect. */
  readonly notes: readonly string[];
  /** Items an addon export lists that are not worn. */
  readonly candidates: readonly CandidateItem[];
  readonly loadouts: readonly SavedLoadout[];
}
