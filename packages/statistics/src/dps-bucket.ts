/**
 * Log-linear buckets over whole milli-DPS: values below 1024 have their own bucket, above that each power of two is cut
 * into 1024 equal buckets, so a bucket is between 0.05 % and 0.1 % of its value wide. Only integer arithmetic is used, so
 * every machine puts a value into the same bucket.
 */
const STEPS_PER_OCTAVE = 1024;

export interface DpsBucket {
  /** Lowest value in the bucket, milli-DPS. */
  readonly from: number;
  /** Number of whole milli-DPS values in the bucket. */
  readonly width: number;
}

export const bucketOf = (milliDps: number): number => {
  let mantissa = milliDps;
  let exponent = 0;
  while (mantissa >= 2 * STEPS_PER_OCTAVE) {
    mantissa = Math.floor(mantissa / 2);
    exponent += 1;
  }
  return exponent * STEPS_PER_OCTAVE + mantissa;
};

export const bucketRange = (bucket: number): DpsBucket => {
  if (bucket < 2 * STEPS_PER_OCTAVE) return { from: bucket, width: 1 };
  const exponent = Math.floor(bucket / STEPS_PER_OCTAVE) - 1;
  const width = 2 ** exponent;
  return { from: (bucket - exponent * STEPS_PER_OCTAVE) * width, width };
};
