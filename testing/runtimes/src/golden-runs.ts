import { readFileSync } from 'node:fs';
import { goldenCases } from '@wowlab/content/golden';
import { canonicalConfig, parseJobInput } from '@wowlab/simc';

const root = new URL('../../../', import.meta.url);

/** What a runtime needs to run a golden case, and the aggregate it must come to. */
export interface GoldenRun {
  readonly name: string;
  readonly configText: string;
  readonly seed: number;
  readonly start: number;
  readonly count: number;
  readonly wanted: string;
}

/** The engine as it is built and shipped. */
export const engineUrl = new URL('dist/engine/engine.mjs', root);

/** Every golden case of the content. */
export const goldenRuns = (): readonly GoldenRun[] =>
  goldenCases.map(({ name, profile, seed, start, count }) => {
    const parsed = parseJobInput(readFileSync(new URL(profile, root), 'utf8'));
    const arm = parsed.kind === 'ok' ? parsed.input.arms[0] : undefined;
    if (arm === undefined) throw new Error(`The profile of the golden case ${name}, ${profile}, has no arm.`);
    const wanted = readFileSync(new URL(`packages/content/golden/${name}.golden.json`, root), 'utf8').trimEnd();
    return { name, configText: canonicalConfig(arm.config), seed, start, count, wanted };
  });
