const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

/** 123,534 */
export const formatWhole = (value: number): string => whole.format(value);

/** 47.1 */
export const formatOne = (value: number): string => oneDigit.format(value);

/** +12.3, −0.4, 0.0: signed, with so many digits. */
export const formatSigned = (value: number, digits: number): string => {
  const rounded = Number(Math.abs(value).toFixed(digits));
  const text = rounded.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  if (rounded === 0) return text;
  return `${value < 0 ? '−' : '+'}${text}`;
};

/** 123.5K */
export const formatCompact = (value: number): string => compact.format(value);

/** 12.3 % of a share between 0 and 1. */
export const formatShare = (share: number): string => `${oneDigit.format(share * 100)} %`;

/** A percentage with the digits that matter: 4.2 %, 0.31 %, 0.052 %. */
export const formatPct = (pct: number): string => {
  if (pct >= 100) return `${whole.format(pct)} %`;
  return `${Number(pct.toPrecision(2)).toLocaleString('en-US', { maximumSignificantDigits: 2 })} %`;
};

const unitBytes = 1024;

/** 512 B, 12.4 KB, 3.2 GB, in steps of 1024. */
export const formatBytes = (bytes: number): string => {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  for (; value >= unitBytes && unit < units.length - 1; unit += 1) value /= unitBytes;
  return `${unit === 0 ? whole.format(value) : oneDigit.format(value)} ${units[unit] ?? ''}`;
};
