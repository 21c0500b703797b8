import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeViolation {
  readonly id: string;
  readonly impact: string | null;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}

const isSerious = ({ impact }: AxeViolation): boolean => impact === 'serious' || impact === 'critical';

/** What axe-core finds on the page that keeps people out: serious and critical faults, each with its places. */
export const seriousFaults = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate<{ violations: AxeViolation[] }>(
    `axe.run(document, { preload: false, resultTypes: ['violations'] })`,
  );
  return violations
    .filter(isSerious)
    .map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `  ${node.target.join(' ')}`).join('\n')}`);
};
