import type { RealtimeApi } from '@wowlab/centrifugo';
import type { Archive } from '@wowlab/postgres';
import type { Logger } from '@wowlab/runtime';
import type { Coordination } from '@wowlab/redis';
import type { UserTokens } from './auth/user-tokens.ts';
import type { EnrolmentTokens } from './nodes/enrolment-tokens.ts';
import type { NodeKeys } from './auth/node-keys.ts';
import type { SentinelConfig } from './config.ts';
import type { SentinelContext } from './context.ts';
import type { EngineManifest } from './engine-manifest.ts';
import type { Metrics } from './metrics/metrics.ts';
import type { SharedClock } from './shared-clock.ts';

/** Everything the routes of one sentinel work with. */
export interface Services {
  readonly config: SentinelConfig;
  readonly context: SentinelContext;
  readonly manifest: EngineManifest;
  readonly coordination: Coordination;
  readonly archive: Archive;
  readonly realtime: RealtimeApi;
  readonly clock: SharedClock;
  readonly userTokens: UserTokens;
  readonly enrolmentTokens: EnrolmentTokens;
  readonly nodeKeys: NodeKeys;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** Name of this process among its likes; new at each start. */
  readonly instance: string;
  /** True from the moment it was asked to stop. */
  readonly isDraining: () => boolean;
}
