import { limits, periods } from '@wowlab/protocol';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { assumedIterationsPerSecond, chunkSize } from './chunk-size.ts';

const input = (over: Partial<Parameters<typeof chunkSize>[0]> = {}) => ({
  iterationsPerSecond: 5_000,
  carved: 0,
  remaining: 1_000_000,
  untilCheckpoint: 1_000_000,
  workers: 2,
  forced: null,
  ...over,
});
const anyInput = fc.record({
  iterationsPerSecond: fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 1e6, noNaN: true })),
  carved: fc.integer({ min: 0, max: 1_000_000 }),
  remaining: fc.integer({ min: 1, max: 1_000_000 }),
  untilCheckpoint: fc.integer({ min: 1, max: 1_000_000 }),
  workers: fc.integer({ min: 0, max: 10_000 }),
  forced: fc.option(fc.integer({ min: 1, max: limits.maxChunkIterations })),
});

test('the first chunk of a job takes what the first progress may take', () => {
  expect(chunkSize(input())).toBe((5_000 * periods.firstChunkMs) / 1000);
});

test('a node that was not measured gets a small chunk', () => {
  expect(chunkSize(input({ iterationsPerSecond: 0 }))).toBe((assumedIterationsPerSecond * periods.firstChunkMs) / 1000);
});

test('chunks grow with what was carved, up to the full period of the node', () => {
  expect(chunkSize(input({ carved: 2_000 }))).toBe(1_000);
  expect(chunkSize(input({ carved: 900_000 }))).toBe((5_000 * periods.chunkMs) / 1000);
});

test('chunks shrink at the tail so that all workers end together', () => {
  expect(chunkSize(input({ carved: 99_000, remaining: 4_000, untilCheckpoint: 4_000 }))).toBe(1_000);
});

test('a forced size is kept but for the last chunk before a checkpoint', () => {
  expect(chunkSize(input({ forced: 137 }))).toBe(137);
  expect(chunkSize(input({ forced: 137, untilCheckpoint: 12 }))).toBe(12);
});

test('a rest too small for a chunk of its own joins the last chunk', () => {
  expect(chunkSize(input({ remaining: 250, untilCheckpoint: 250 }))).toBe(250);
  expect(chunkSize(input({ remaining: 300, untilCheckpoint: 300 }))).toBe(200);
  expect(chunkSize(input({ remaining: 280, untilCheckpoint: 280 }))).toBe(280);
});

test('any size is whole, at least one, within the checkpoint and the limit', () => {
  fc.assert(
    fc.property(anyInput, (any) => {
      const size = chunkSize(any);
      expect(Number.isInteger(size)).toBe(true);
      expect(size).toBeGreaterThanOrEqual(1);
      expect(size).toBeLessThanOrEqual(Math.min(any.untilCheckpoint, limits.maxChunkIterations));
    }),
  );
});

test('carving by these sizes covers every iteration exactly once in far fewer chunks than iterations', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200_000 }), fc.integer({ min: 1, max: 64 }), (iterations, workers) => {
      let cursor = 0;
      let chunks = 0;
      while (cursor < iterations) {
        const left = iterations - cursor;
        cursor += chunkSize(input({ carved: cursor, remaining: left, untilCheckpoint: left, workers }));
        chunks += 1;
      }
      expect(cursor).toBe(iterations);
      expect(chunks).toBeLessThanOrEqual(1 + iterations / 100);
    }),
  );
});
