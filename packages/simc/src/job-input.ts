import type { CandidateItem, SavedLoadout } from './addon-export.ts';
import type { ArmConfig } from './arm-config.ts';
import type { WeightsWish } from './weigh-stats.ts';

/** What a player asks for: the arms to compare, and how precisely. */
export interface JobInput {
  readonly arms: readonly { readonly name: string; readonly config: ArmConfig }[];
  readonly iterations?: number;
  readonly targetErrorPct?: number;
  readonly seed?: number;
  /** What the profile says of stat weights; null when it asks for none. */
  readonly weights: WeightsWish | null;
  /** What a player should know: defaults that matter, keys without effect. */
  readonly notes: readonly string[];
  /** Items an addon export lists that are not worn. */
  readonly candidates: readonly CandidateItem[];
  readonly loadouts: readonly SavedLoadout[];
}
