/** The normal distribution's, for freedom without bound. */
const Z_95 = 1.959964;

/**
 * 0.975 quantiles of Student's t distribution for 1 to 30 degrees of freedom, then for some larger ones; as printed in the
 * NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2.
 */
const UP_TO_30 = [
  12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.306, 2.2622, 2.2281, 2.201, 2.1788, 2.1604, 2.1448, 2.1314,
  2.1199, 2.1098, 2.1009, 2.093, 2.086, 2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555, 2.0518, 2.0484, 2.0452, 2.0423,
] as const;
const BEYOND = [
  { freedom: 30, quantile: 2.0423 },
  { freedom: 40, quantile: 2.0211 },
  { freedom: 60, quantile: 2.0003 },
  { freedom: 120, quantile: 1.9799 },
  { freedom: Number.POSITIVE_INFINITY, quantile: Z_95 },
] as const;

/**
 * How many standard errors a two-sided 95 % interval reaches to each side. Between table rows linear in 1/freedom, which is
 * right to four digits.
 *
 * @param freedom degrees of freedom, a whole number from 1.
 */
export const student95 = (freedom: number): number => {
  if (!(freedom >= 1)) throw new RangeError(`there are ${freedom} degrees of freedom; there must be at least 1`);
  const listed = UP_TO_30[freedom - 1];
  if (listed !== undefined) return listed;
  for (let row = 1; row < BEYOND.length; row += 1) {
    const [low, high] = [BEYOND[row - 1], BEYOND[row]];
    if (low === undefined || high === undefined || freedom > high.freedom) continue;
    const share = (1 / low.freedom - 1 / freedom) / (1 / low.freedom - 1 / high.freedom);
    return low.quantile + share * (high.quantile - low.quantile);
  }
  return Z_95;
};
