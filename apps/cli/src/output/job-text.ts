import type { Job } from '@wowlab/protocol';
import { formatDuration, formatOneDigit, formatTime, formatWhole } from './numbers.ts';
import { printable, renderTable } from './table.ts';

/** z of a two-sided 95 % interval. */
const z95 = 1.959964;

const iterationsOf = (job: Job): string => {
  const done = job.arms.reduce((sum, arm) => sum + arm.iterations, 0);
  const wanted =
    job.targetErrorPct === null ? formatWhole(job.iterations * job.arms.length) : `≤ ${job.targetErrorPct} %`;
  return `${formatWhole(done)} / ${wanted}`;
};

const meanOf = (job: Job): string => {
  const [arm] = job.arms;
  return arm === undefined || arm.mean === null ? '' : formatWhole(arm.mean);
};

/** Jobs as a table, newest first. */
export const jobsText = (jobs: readonly Job[]): string =>
  renderTable(
    [
      { heading: 'id' },
      { heading: 'state' },
      { heading: 'name' },
      { heading: 'iterations', right: true },
      { heading: 'DPS', right: true },
      { heading: 'asked' },
    ],
    jobs.map((job) => [job.id, job.state, job.name, iterationsOf(job), meanOf(job), formatTime(job.createdAtMs)]),
  );

/** One job, a line for each thing known of it. */
export const jobText = (job: Job): string => {
  const lines: [string, string][] = [
    ['job', job.id],
    ['name', job.name],
    ['state', job.reason === null ? job.state : `${job.state}: ${job.reason}`],
    ['version', String(job.version)],
    ['iterations', iterationsOf(job)],
    ['seed', String(job.seed)],
    ['engine', job.engineBuild],
    ['asked', formatTime(job.createdAtMs)],
  ];
  if (job.startedAtMs !== null) lines.push(['begun', formatTime(job.startedAtMs)]);
  if (job.finishedAtMs !== null) {
    lines.push([
      'ended',
      `${formatTime(job.finishedAtMs)}, after ${formatDuration(job.finishedAtMs - job.createdAtMs)}`,
    ]);
  }
  for (const arm of job.arms) {
    if (arm.mean === null) continue;
    const error = arm.stdError === null ? '' : ` ± ${formatOneDigit(arm.stdError * z95)}`;
    lines.push([arm.name, `${formatWhole(arm.mean)}${error} DPS, ${formatWhole(arm.iterations)} iterations`]);
  }
  for (const note of job.notes) lines.push(['note', note]);
  return lines.map(([name, value]) => `${printable(name).padEnd(12)}${printable(value)}`).join('\n');
};
