import { SingleBar } from 'cli-progress';
import type { JobState } from '@wowlab/protocol';
import { formatDuration, formatOneDigit, formatWhole } from './numbers.ts';

/** What a progress line shows; the same for a job on a server and for a simulation here. */
export interface Progress {
  readonly state: JobState;
  readonly iterations: number;
  readonly target: number;
  /** DPS of the first arm so far. */
  readonly mean: number | null;
  readonly stdError: number | null;
  readonly elapsedMs: number;
}

/** z of a two-sided 95 % interval. */
const z95 = 1.959964;
/** On a pipe or a log one line each so often is enough. */
const logEveryMs = 5_000;

export interface ProgressLine {
  show(progress: Progress): void;
  close(): void;
}

const meanText = (progress: Progress): string => {
  if (progress.mean === null) return '';
  const error = progress.stdError === null ? '' : ` ± ${formatOneDigit(progress.stdError * z95)}`;
  return `${formatWhole(progress.mean)}${error} DPS`;
};

const remainingText = (progress: Progress): string => {
  if (progress.iterations === 0 || progress.iterations >= progress.target) return '';
  const perIteration = progress.elapsedMs / progress.iterations;
  return `${formatDuration(perIteration * (progress.target - progress.iterations))} left`;
};

const silent: ProgressLine = { show: () => undefined, close: () => undefined };

const logLines = (stream: NodeJS.WriteStream): ProgressLine => {
  let lastMs = Number.NEGATIVE_INFINITY;
  return {
    show: (progress) => {
      const nowMs = performance.now();
      if (nowMs - lastMs < logEveryMs) return;
      lastMs = nowMs;
      stream.write(
        `${progress.state}: ${formatWhole(progress.iterations)} of ${formatWhole(progress.target)} iterations ${meanText(progress)}\n`,
      );
    },
    close: () => undefined,
  };
};

const bar = (stream: NodeJS.WriteStream): ProgressLine => {
  const line = new SingleBar({
    format: '{bar} {percentage} %  {value}/{total}  {mean}  {left}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    stream,
  });
  let started = false;
  return {
    show: (progress) => {
      const payload = { mean: meanText(progress), left: remainingText(progress) };
      const total = Math.max(1, progress.target);
      if (!started) line.start(total, progress.iterations, payload);
      started = true;
      line.setTotal(total);
      line.update(Math.min(progress.iterations, total), payload);
    },
    close: () => {
      if (started) line.stop();
    },
  };
};

/** Progress on stderr: a bar on a terminal, a line now and then elsewhere, nothing with `quiet`. stdout stays the report's. */
export const openProgressLine = (quiet: boolean): ProgressLine => {
  if (quiet) return silent;
  return process.stderr.isTTY ? bar(process.stderr) : logLines(process.stderr);
};
