import { MAX_EVENTS_PER_FIGHT, MAX_TIME_MS } from '@wowlab/engine';

export interface ModelledSpec {
  readonly ruleset: string;
  readonly class: string;
  readonly spec: string;
}

export interface EngineManifest {
  /** What this build can simulate. */
  readonly specs: readonly ModelledSpec[];
  /** A fight that needs more events fails its chunk with a reason. */
  readonly maxEventsPerFight: number;
  readonly maxFightMs: number;
}

export const engineManifest: EngineManifest = Object.freeze({
  specs: Object.freeze([
    { ruleset: 'mop', class: 'hunter', spec: 'beast_mastery' },
    { ruleset: 'mop', class: 'hunter', spec: 'marksmanship' },
    { ruleset: 'mop', class: 'hunter', spec: 'survival' },
    { ruleset: 'retail', class: 'hunter', spec: 'beast_mastery' },
    { ruleset: 'retail', class: 'hunter', spec: 'marksmanship' },
  ]),
  maxEventsPerFight: MAX_EVENTS_PER_FIGHT,
  maxFightMs: MAX_TIME_MS,
});
