/** `1,234.5`: the same on every machine, whatever its language. */
export const formatNumber = (value: number, digits: number): string => {
  const [whole = '0', fraction] = value.toFixed(digits).split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
};

export const formatWhole = (value: number): string => formatNumber(value, 0);

/** Counts of one fight: one digit, and two for what happens less than once. */
export const formatCount = (value: number): string => (value === 0 ? '0' : formatNumber(value, value < 1 ? 2 : 1));

/** A share of 1 as percent. */
export const formatPercent = (share: number): string => `${formatNumber(100 * share, 1)} %`;

export const formatSeconds = (ms: number): string => `${formatNumber(ms / 1000, 1)} s`;
