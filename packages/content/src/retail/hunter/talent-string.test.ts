import { describe, expect, it } from 'vitest';
import { readTalentStringHead } from './talent-string.ts';

describe('a talent export string', () => {
  // The first characters of strings in SimulationCraft's public profiles of 12.0.
  it.each([
    ['C0PAAAAAAAAAAAAAAAAAAAAAAAMmxwCsBzwQ', 253],
    ['C4PAAAAAAAAAAAAAAAAAAAAAAYzsMwAGwMsF', 254],
    ['C8PAAAAAAAAAAAAAAAAAAAAAAAMmxwCsBzwQ', 255],
  ])('%s is of version 2 and specialisation %d', (text, specId) => {
    expect(readTalentStringHead(text)).toEqual({ version: 2, specId });
  });

  it.each(['', 'C0P', 'C0-PAAAA'])('%j is none', (text) => {
    expect(readTalentStringHead(text)).toBeNull();
  });
});
