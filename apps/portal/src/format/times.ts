const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** 340 ms, 4.2 s, 1 min 20 s, 2 h 5 min. */
export const formatDuration = (ms: number): string => {
  if (ms < secondMs) return `${Math.round(ms)} ms`;
  if (ms < minuteMs) return `${(ms / secondMs).toFixed(1)} s`;
  const seconds = Math.round(ms / secondMs);
  if (ms < hourMs) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`;
};

/** What is left, without false precision: 8 s, 2 min, 1 h 10 min. */
export const formatRemaining = (ms: number): string => {
  if (ms < 1.5 * secondMs) return '1 s';
  if (ms < 90 * secondMs) return `${Math.round(ms / secondMs)} s`;
  if (ms < hourMs) return `${Math.round(ms / minuteMs)} min`;
  return formatDuration(ms);
};

/** How long ago: 3 s ago, 5 min ago, 2 h ago, then the date. */
export const formatAge = (atMs: number, nowMs: number): string => {
  const age = Math.max(0, nowMs - atMs);
  if (age < minuteMs) return `${Math.floor(age / secondMs)} s ago`;
  if (age < hourMs) return `${Math.floor(age / minuteMs)} min ago`;
  if (age < dayMs) return `${Math.floor(age / hourMs)} h ago`;
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' }).format(atMs);
};

/** 23 Nov 2026, 22:24:56 in the reader's time zone. */
export const formatMoment = (atMs: number): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' }).format(atMs);
