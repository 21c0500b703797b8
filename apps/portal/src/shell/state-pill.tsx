import type { FleetNode, JobState } from '@wowlab/protocol';

const words: Readonly<Record<JobState | FleetNode['state'], string>> = {
  queued: 'Queued',
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
  active: 'Active',
  draining: 'Draining',
  dead: 'Dead',
};

export const StatePill = ({ state }: { readonly state: JobState | FleetNode['state'] }) => (
  <span className={`pill pill-${state}`}>{words[state]}</span>
);
