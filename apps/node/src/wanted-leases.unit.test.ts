import { describe, expect, it } from 'vitest';
import { wantedLeases } from './wanted-leases.ts';

describe('how many leases a node asks for', () => {
  const idle = { workers: 2, held: 0, roundTripMs: 5, chunkMs: 2_000 };

  it('is one running and one waiting per worker while chunks are long', () => {
    expect(wantedLeases(idle)).toBe(4);
    expect(wantedLeases({ ...idle, held: 3 })).toBe(1);
    expect(wantedLeases({ ...idle, held: 4 })).toBe(0);
  });

  it('is as many more as end within a round trip while chunks are short, but not without end', () => {
    expect(wantedLeases({ ...idle, chunkMs: 40, roundTripMs: 100 })).toBe(8);
    expect(wantedLeases({ ...idle, chunkMs: 1, roundTripMs: 5_000 })).toBe(10);
  });

  it('assumes long chunks before anything was measured', () => {
    expect(wantedLeases({ ...idle, chunkMs: 0, roundTripMs: 0 })).toBe(4);
  });

  it('never is below zero or above what one request may ask', () => {
    expect(wantedLeases({ ...idle, held: 90 })).toBe(0);
    expect(wantedLeases({ ...idle, workers: 200 })).toBe(64);
  });
});
