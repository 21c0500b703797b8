import { readFileSync, writeFileSync } from 'node:fs';
import { canonicalConfig, parseJobInput } from '@wowlab/simc';
import { goldenCases } from './src/golden-cases.ts';
import { prepareArm } from './src/prepare-arm.ts';

/** Keeps what the engine gives now as the golden results: `npx tsx packages/content/promote-golden.ts`. */
const root = new URL('../../', import.meta.url);

for (const { name, profile, seed, start, count } of goldenCases) {
  const parsed = parseJobInput(readFileSync(new URL(profile, root), 'utf8'));
  if (parsed.kind !== 'ok') throw new Error(`${profile}: ${JSON.stringify(parsed.problems)}`);
  const [arm] = parsed.input.arms;
  if (arm === undefined) throw new Error(`${profile} has no arm`);
  const text = prepareArm(canonicalConfig(arm.config)).run(seed, start, count);
  writeFileSync(new URL(`packages/content/golden/${name}.golden.json`, root), `${text}\n`);
}
