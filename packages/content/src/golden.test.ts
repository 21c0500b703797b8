import { readFileSync } from 'node:fs';
import { canonicalConfig, parseJobInput } from '@wowlab/simc';
import { describe, expect, it } from 'vitest';
import { goldenCases } from './golden-cases.ts';
import { prepareArm } from './prepare-arm.ts';

const root = new URL('../../../', import.meta.url);

describe('golden results', () => {
  it.each(goldenCases)(
    '$name is what it was (npx tsx packages/content/promote-golden.ts accepts a change)',
    (golden) => {
      const parsed = parseJobInput(readFileSync(new URL(golden.profile, root), 'utf8'));
      if (parsed.kind !== 'ok') throw new Error(JSON.stringify(parsed.problems));
      const [arm] = parsed.input.arms;
      if (arm === undefined) throw new Error(`${golden.profile} has no arm`);
      const kept = readFileSync(new URL(`packages/content/golden/${golden.name}.golden.json`, root), 'utf8');
      const text = prepareArm(canonicalConfig(arm.config)).run(golden.seed, golden.start, golden.count);
      expect(`${text}\n`).toBe(kept);
    },
  );
});
