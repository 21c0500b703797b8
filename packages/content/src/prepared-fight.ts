import type { Fight, FightRecorder } from '@wowlab/engine';

/** What a spec's content hands over: everything is built, and ready to run any iteration. */
export interface PreparedFight {
  readonly fight: Fight;
  readonly recorder: FightRecorder;
  /** Called after each iteration's last event. */
  readonly onEnd?: () => void;
}
