import type { RandomStream } from './random-stream.ts';

const UNIFORMS = 12;

/**
 * A number spread about 0 with deviation 1, without transcendental functions: twelve evenly spread numbers have variance 1
 * together (Irwin and Hall), and their sum less 6 is normal to within 0.3 % of probability; it never leaves ±6.
 */
export const normalDeviate = (random: RandomStream): number => {
  let sum = 0;
  for (let count = 0; count < UNIFORMS; count += 1) sum += random.next();
  return sum - UNIFORMS / 2;
};

/** A whole number about `mean`, kept within its limits. Draws nothing when there is no deviation. */
export const drawAbout = (random: RandomStream, mean: number, deviation: number, min: number, max: number): number => {
  const drawn = deviation > 0 ? mean + deviation * normalDeviate(random) : mean;
  return Math.round(Math.min(max, Math.max(min, drawn)));
};
