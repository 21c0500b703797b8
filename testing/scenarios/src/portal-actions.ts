import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '@wowlab/stack';
import type { Page } from 'playwright-core';

const progressWithinMs = 30_000;
const lookEveryMs = 25;

/** A profile that takes the engine's whole way. */
export const exampleProfile = readFileSync(join(repositoryRoot, 'examples/mop-bm-hunter.simc'), 'utf8');

/** Fills the form and sends it; answers the job's id once its page is shown. */
export const simulate = async (page: Page, profile: string, iterations: number): Promise<string> => {
  await page.getByLabel('SimulationCraft profile').fill(profile);
  await page.getByRole('textbox', { name: 'Iterations' }).fill(String(iterations));
  await page.getByRole('button', { name: 'Simulate' }).click();
  return shownJob(page);
};

/** The id of the job whose page is shown. */
export const shownJob = async (page: Page): Promise<string> => {
  await page.waitForURL(/\/jobs\/[0-9a-z]{26}$/u);
  await page.getByTestId('job').waitFor();
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
};

/** Waits until the shown job is in the state. */
export const waitForState = (page: Page, state: string, timeoutMs = 60_000): Promise<void> =>
  page.locator(`[data-testid=job][data-state=${state}]`).waitFor({ timeout: timeoutMs });

/** The share of the shown progress bar, 0 to 1; null when the page shows none. */
export const progressShare = (page: Page): Promise<number | null> =>
  page.evaluate<number | null>(`document.querySelector('progress')?.value ?? null`);

/** Waits until the progress bar has passed `share`; answers where it is then. */
export const waitForProgress = async (page: Page, share: number): Promise<number> => {
  const deadline = Date.now() + progressWithinMs;
  for (;;) {
    const now = await progressShare(page);
    if (now !== null && now > share) return now;
    if (Date.now() > deadline) throw new Error(`The progress bar stays at ${now}; more than ${share} is wanted.`);
    await page.waitForTimeout(lookEveryMs);
  }
};
