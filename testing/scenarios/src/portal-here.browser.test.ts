import type { Report } from '@wowlab/protocol';
import { launchChromium } from '@wowlab/runtimes';
import { startStack, type TestStack } from '@wowlab/stack';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { localReport, profilePaths } from './local-report.ts';
import { exampleProfile, waitForProgress } from './portal-actions.ts';
import { expectReportShown } from './portal-report.ts';
import { openPortalRest, type PortalRest } from './portal-rest.ts';
import { visitPortal } from './portal-visit.ts';
import { seriousFaults } from './serious-faults.ts';

/** So many that a simulation can not end while a test looks at it. */
const endless = 1_000_000;

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

const fill = async (page: Page, profile: string, iterations: number): Promise<void> => {
  await page.getByLabel('SimulationCraft profile').fill(profile);
  await page.getByRole('radio', { name: 'In this browser' }).check();
  await page.getByRole('textbox', { name: 'Iterations' }).fill(String(iterations));
};

const simulateHere = async (page: Page, profile: string, iterations: number): Promise<void> => {
  await fill(page, profile, iterations);
  await page.getByRole('button', { name: 'Simulate here' }).click();
  await page.getByTestId('here').waitFor();
};

const waitForEnd = (page: Page, state: string): Promise<void> =>
  page.locator(`[data-testid=here][data-state=${state}]`).waitFor({ timeout: 60_000 });

const copiedReport = async (page: Page): Promise<Report> => {
  await page.getByRole('button', { name: 'Copy JSON' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  return JSON.parse(await page.evaluate<string>('navigator.clipboard.readText()')) as Report;
};

const digestOf = (report: Report): string => report.arms[0]?.digest ?? 'no arm';

test('a browser comes to the digest of a node and of the command, live and by the strict policy', async () => {
  const { page, offences, close } = await visitPortal(browser, stack.url, '/');
  await simulateHere(page, exampleProfile, 4_000);
  expect(await page.evaluate('document.activeElement?.tagName')).toBe('H1');
  await waitForProgress(page, 0);
  await page.getByRole('img', { name: /^Distribution of DPS/u }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await waitForEnd(page, 'done');
  const report = await copiedReport(page);
  await expectReportShown(page, report);
  expect(await seriousFaults(page)).toEqual([]);
  const job = await rest.submit({ profile: exampleProfile, iterations: 4_000 });
  const alone = await localReport(profilePaths.full, '--iterations', '4000');
  await expect.poll(async () => (await rest.job(job.id)).state, { timeout: 30_000 }).toBe('done');
  const onNetwork = await rest.result(job.id);
  expect(report.engine.build).toBe(onNetwork.engine.build);
  expect([digestOf(report), report.seed]).toEqual([digestOf(onNetwork), onNetwork.seed]);
  expect(digestOf(report)).toBe(digestOf(alone));
  await expect.poll(() => page.getByTestId('announcement').textContent()).toMatch(/^Done, [\d,]+ DPS ± [\d,]+$/u);
  expect(await offences()).toEqual([]);
  await close();
});

test('a target error stops a browser where it stops everybody', async () => {
  const { page, close } = await visitPortal(browser, stack.url, '/');
  await page.getByLabel('SimulationCraft profile').fill(exampleProfile);
  await page.getByRole('radio', { name: 'In this browser' }).check();
  await page.getByRole('radio', { name: 'Target error' }).check();
  await page.getByRole('textbox', { name: 'Target error' }).fill('0.1');
  await page.getByRole('button', { name: 'Simulate here' }).click();
  await waitForEnd(page, 'done');
  const report = await copiedReport(page);
  const alone = await localReport(profilePaths.full, '--target-error', '0.1');
  expect(report.arms[0]?.iterations).toBe(alone.arms[0]?.iterations);
  expect(digestOf(report)).toBe(digestOf(alone));
  await close();
});

test('a browser simulates while the server answers nothing, and hands it nothing', async () => {
  const { page, close } = await visitPortal(browser, stack.url, '/');
  await fill(page, exampleProfile, 60);
  await page.getByRole('button', { name: 'Simulate here' }).click();
  await waitForEnd(page, 'done');
  await page.getByRole('button', { name: 'Run again' }).click();
  await page.route('**/v1/**', (route) => route.abort('connectionrefused'));
  const submitted = (await rest.jobs()).length;
  await fill(page, exampleProfile, 70);
  await page.getByRole('button', { name: 'Simulate here' }).click();
  await waitForEnd(page, 'done');
  const alone = await localReport(profilePaths.full, '--iterations', '70');
  expect(digestOf(await copiedReport(page))).toBe(digestOf(alone));
  expect((await rest.jobs()).length).toBe(submitted);
  await close();
});

test('a simulation goes on while other pages are read, and is cancelled at once from its own', async () => {
  const { page, offences, close } = await visitPortal(browser, stack.url, '/');
  await simulateHere(page, exampleProfile, endless);
  const before = await waitForProgress(page, 0);
  expect(page.workers().length).toBeGreaterThan(0);
  await page.getByRole('link', { name: 'Fleet' }).click();
  await page.locator('[data-node]').first().waitFor();
  await page.goBack();
  await page.getByTestId('here').waitFor();
  await waitForProgress(page, before);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await waitForEnd(page, 'cancelled');
  await expect.poll(() => page.workers().length).toBe(0);
  expect(await page.getByTestId('here').innerText()).toContain('You cancelled it.');
  await page.getByRole('button', { name: 'Run again' }).click();
  expect(await page.getByLabel('SimulationCraft profile').inputValue()).toBe(exampleProfile);
  expect(await page.getByRole('radio', { name: 'In this browser' }).isChecked()).toBe(true);
  expect(await offences()).toEqual([]);
  await close();
});

test('what can not be simulated is refused beside its lines, as by the server', async () => {
  const { page, close } = await visitPortal(browser, stack.url, '/');
  await fill(page, exampleProfile.replace('level=90', 'level=90\nfrobnicate=12'), 10);
  await page.getByRole('button', { name: 'Simulate here' }).click();
  const faults = page.getByTestId('faults');
  await faults.waitFor();
  expect(await page.evaluate('document.activeElement?.textContent')).toContain('can not be simulated');
  expect(await faults.innerText()).toContain('frobnicate');
  await fill(page, 'mage="Nobody"\nspec=fire\nlevel=80\n', 10);
  await page.getByRole('button', { name: 'Simulate here' }).click();
  await expect.poll(() => faults.innerText()).toContain('Use one of: ');
  expect(await faults.innerText()).toContain('mage fire');
  await close();
});

test('problems are named while the profile is typed, at their line and in words', async () => {
  const { page, close } = await visitPortal(browser, stack.url, '/');
  const profile = page.getByLabel('SimulationCraft profile');
  const told = page.getByTestId('typed-faults');
  await profile.fill(exampleProfile);
  await profile.press('Control+Home');
  await page.keyboard.type('frobnicate=12\n');
  await expect.poll(() => told.innerText()).toContain('Line 1');
  expect(await page.locator('.editor-fault-text').count()).toBe(1);
  expect(await page.evaluate('document.activeElement?.id')).toBe('profile');
  expect(await seriousFaults(page)).toEqual([]);
  await told.getByRole('button', { name: 'Line 1' }).click();
  expect(await page.evaluate<string>('globalThis.getSelection().toString()')).toBe('frobnicate=12');
  await page.keyboard.type('# nothing');
  await expect.poll(() => told.innerText()).toBe('');
  await close();
});

test('without a simulation its page says so', async () => {
  const { page, close } = await visitPortal(browser, stack.url, '/here');
  const heading = page.getByRole('heading', { level: 1 });
  await heading.waitFor();
  expect(await heading.innerText()).toBe('Nothing is simulated here');
  await page.getByRole('button', { name: 'Simulate a character' }).click();
  await page.getByLabel('SimulationCraft profile').waitFor();
  await close();
});
