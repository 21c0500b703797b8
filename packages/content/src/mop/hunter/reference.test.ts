import { readFileSync } from 'node:fs';
import { canonicalConfig, parseJobInput } from '@wowlab/simc';
import { decodeAggregate, summarizeAggregate, type AggregateSummary } from '@wowlab/statistics';
import { describe, expect, it } from 'vitest';
import { prepareArm } from '../../prepare-arm.ts';
import { referenceResults } from './reference-results.ts';

const ITERATIONS = 1500;
const TOLERANCE = 0.01;

const simulate = (profile: string): AggregateSummary => {
  const parsed = parseJobInput(readFileSync(new URL(`../../../../../${profile}`, import.meta.url), 'utf8'));
  if (parsed.kind !== 'ok') throw new Error(JSON.stringify(parsed.problems));
  const [arm] = parsed.input.arms;
  if (arm === undefined) throw new Error(`${profile} has no arm`);
  const decoded = decodeAggregate(prepareArm(canonicalConfig(arm.config)).run(101, 0, ITERATIONS));
  if (decoded.kind !== 'ok') throw new Error(decoded.problem);
  return summarizeAggregate(decoded.aggregate);
};

const relative = (ours: number, reference: number): number => Math.abs(ours / reference - 1);

describe.each(referenceResults)('$title', ({ profile, dps, stdDev, sources }) => {
  const summary = simulate(profile);

  it('agrees with the reference in total within 0.5 %', () => {
    expect(relative(summary.dps.mean, dps)).toBeLessThan(TOLERANCE / 2);
  });

  it('spreads as the reference does, within 10 %', () => {
    expect(relative(summary.dps.stdDev, stdDev)).toBeLessThan(0.1);
  });

  it.each(sources)('agrees within 1 % on $name: DPS, count and mean hit', (reference) => {
    const ours = summary.sources.find(({ name }) => name === reference.name);
    expect(ours).toBeDefined();
    if (ours === undefined) return;
    expect(relative(ours.dps, reference.dps)).toBeLessThan(TOLERANCE);
    expect(relative(ours.count, reference.count)).toBeLessThan(TOLERANCE);
    expect(relative(ours.meanHit, reference.meanHit)).toBeLessThan(TOLERANCE);
  });

  it('leaves nothing out', () => {
    expect(summary.notModelled).toEqual([]);
  });
});
