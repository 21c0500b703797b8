const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** `123,534`. */
export const formatWhole = (value: number): string => whole.format(value);

/** `47.1`. */
export const formatOneDigit = (value: number): string => oneDigit.format(value);

/** `+12.3`, `-0.4`, `0.0`: signed, with so many digits. */
export const formatSigned = (value: number, digits: number): string => {
  const rounded = Number(Math.abs(value).toFixed(digits));
  const text = rounded.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  if (rounded === 0) return text;
  return `${value < 0 ? '-' : '+'}${text}`;
};

/** A share of 1 as `18.2 %`. */
export const formatShare = (value: number): string => `${oneDigit.format(value * 100)} %`;

/** `850 ms`, `12.4 s`, `3 min 05 s`. */
export const formatDuration = (durationMs: number): string => {
  if (durationMs < 1_000) return `${Math.round(durationMs)} ms`;
  if (durationMs < 60_000) return `${oneDigit.format(durationMs / 1_000)} s`;
  const seconds = Math.round(durationMs / 1_000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
};

/** A time in ms since the epoch, in the reader's zone: `2026-11-23 21:58:03`. */
export const formatTime = (timeMs: number): string => {
  const time = new Date(timeMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
};
