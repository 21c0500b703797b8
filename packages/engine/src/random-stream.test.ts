import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomStream } from './random-stream.ts';

const draw = (seed: number, iteration: number, count: number): number[] => {
  const stream = new RandomStream();
  stream.start(seed, iteration);
  return Array.from({ length: count }, () => stream.next());
};

describe('the random numbers of an iteration', () => {
  it('are the same at every start, whatever ran before', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.nat(), (seed, iteration) => {
        const stream = new RandomStream();
        stream.start(7, 7);
        stream.next();
        stream.start(seed, iteration);
        expect(Array.from({ length: 8 }, () => stream.next())).toEqual(draw(seed, iteration, 8));
      }),
    );
  });

  it('are never shared between seeds 1 and 2', () => {
    const first = new Set(Array.from({ length: 2000 }, (_, iteration) => draw(1, iteration, 4).join()));
    const second = Array.from({ length: 2000 }, (_, iteration) => draw(2, iteration, 4).join());
    expect(first.size).toBe(2000);
    expect(second.filter((numbers) => first.has(numbers))).toEqual([]);
  });

  it('differ for seeds that differ only above 32 bits', () => {
    expect(draw(5, 0, 4)).not.toEqual(draw(5 + 2 ** 32, 0, 4));
    expect(draw(5, 1, 4)).not.toEqual(draw(5, 1 + 2 ** 32, 4));
  });

  it('lie in [0, 1), and are spread evenly within and across iterations', () => {
    const bins = Array.from({ length: 10 }, () => 0);
    let firsts = 0;
    let outside = 0;
    for (let iteration = 0; iteration < 2000; iteration += 1) {
      const numbers = draw(42, iteration, 20);
      firsts += numbers[0] ?? 0;
      for (const number of numbers) {
        if (number < 0 || number >= 1) outside += 1;
        const bin = Math.floor(number * 10);
        bins[bin] = (bins[bin] ?? 0) + 1;
      }
    }
    expect(outside).toBe(0);
    // 40,000 numbers: 4,000 per bin with a deviation of 60; the mean of 2,000 firsts deviates by 0.0065.
    for (const count of bins) expect(Math.abs(count - 4000)).toBeLessThan(300);
    expect(Math.abs(firsts / 2000 - 0.5)).toBeLessThan(0.03);
  });

  it('keep their first values for ever, since results are named by them', () => {
    expect(draw(1, 0, 3).map((number) => number * 2 ** 32)).toMatchInlineSnapshot(`
      [
        1080862987,
        3546521498,
        2861869171,
      ]
    `);
  });
});
