import { startStack, type TestStack } from '@wowlab/stack';
import { launchChromium } from '@wowlab/runtimes';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exampleProfile, shownJob, simulate, waitForState } from './portal-actions.ts';
import { openPortalRest, type PortalRest } from './portal-rest.ts';
import { visitPortal } from './portal-visit.ts';

let stack: TestStack;
let browser: Browser;
let rest: PortalRest;

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), launchChromium()]);
  rest = await openPortalRest(stack.url);
});

afterAll(async () => {
  await browser?.close();
  await stack?.close();
});

test('stat weights are asked on the start page and shown with errors, both slopes at a cap and a Pawn string', async () => {
  const { page, offences, close } = await visitPortal(browser, stack.url, '/');
  await page.getByRole('radio', { name: 'Stat weights' }).check();
  await page.getByLabel('SimulationCraft profile').fill(exampleProfile);
  await page.getByRole('textbox', { name: 'Iterations' }).fill('400');
  await page.getByRole('button', { name: 'Simulate' }).click();
  const id = await shownJob(page);
  await waitForState(page, 'done');
  const { weights, comparison } = await rest.result(id);
  if (weights === undefined) throw new Error('The record has no weights.');
  expect(comparison).toBeUndefined();
  const rows = await page.getByRole('table', { name: 'DPS per point of each stat' }).getByRole('row').allInnerTexts();
  expect(rows).toHaveLength(weights.stats.length + 1);
  for (const [index, { perPoint, error95 }] of weights.stats.entries()) {
    expect(rows[index + 1]).toContain(`+${perPoint.toFixed(3)} ± ${error95.toFixed(3)}`);
  }
  expect(rows.find((row) => row.startsWith('Hit'))).toMatch(/a cap or step is near: \+\d\.\d{3} below, 0\.000 above/u);
  await page.getByRole('button', { name: 'Copy Pawn string' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const pawn = await page.evaluate<string>('navigator.clipboard.readText()');
  expect(pawn).toBe(weights.pawn);
  expect(pawn).toMatch(/^\( Pawn: v1: "Beast Mastery": Agility=1\.0000, .*MasteryRating=0\.\d{4}.* \)$/u);
  expect(await offences()).toEqual([]);
  await close();
});

test('several arms are compared in a table, and a click shows the details of one', async () => {
  const { page, offences, close } = await visitPortal(browser, stack.url, '/');
  const sets = ['profileset."More agility"+=total_agility=21479', 'profileset."Less crit"+=total_crit_rating=7556'];
  const id = await simulate(page, [exampleProfile, ...sets].join('\n'), 400);
  await waitForState(page, 'done');
  const { comparison, arms } = await rest.result(id);
  const table = page.getByRole('table', { name: /^Arms from the best/u });
  const names = await table.getByRole('rowheader').allInnerTexts();
  expect(names.map((name) => name.trim())).toEqual(comparison?.arms.map(({ arm }) => arms[arm]?.name));
  expect(names[0]).toContain('More agility');
  await table.getByRole('button', { name: 'Less crit' }).click();
  expect(await page.getByTestId('report').getAttribute('data-digest')).toBe(arms[2]?.digest);
  expect(await offences()).toEqual([]);
  await close();
});
