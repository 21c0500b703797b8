import { readFile } from 'node:fs/promises';
import type { Report } from '@wowlab/protocol';
import { startStack, type TestStack } from '@wowlab/stack';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '@wowlab/runtimes';
import { exampleProfile, progressShare, shownJob, simulate, waitForProgress, waitForState } from './portal-actions.ts';
import { expectReportShown } from './portal-report.ts';
import { openPortalRest, type PortalRest } from './portal-rest.ts';
import { visitPortal } from './portal-visit.ts';

/** Enough to be seen running, and so many that the job can not end while a test looks at it. */
const some = 4_000;
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

test('a pasted profile is seen live and ends as the report that REST keeps', async () => {
  const { page, offences, close } = await visitPortal(browser, stack.url, '/');
  const id = await simulate(page, exampleProfile, some);
  expect(await page.evaluate('document.activeElement?.tagName')).toBe('H1');
  await waitForProgress(page, 0);
  const [early, forming] = await Promise.all([
    page.getByTestId('headline').innerText(),
    page.getByRole('img', { name: /^Distribution of DPS/u }).getAttribute('aria-label', { timeout: 30_000 }),
  ]);
  expect(early).toMatch(/\d/u);
  expect(forming).toMatch(/over [\d,]+ iterations/u);
  await waitForState(page, 'done');
  const record = await rest.result(id);
  expect(record.arms[0]?.iterations).toBe(some);
  await expect.poll(() => page.getByTestId('announcement').textContent()).toMatch(/^Done, [\d,]+ DPS ± [\d,]+$/u);
  await expectReportShown(page, record);
  await page.getByRole('button', { name: 'Copy JSON' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  expect(JSON.parse(await page.evaluate<string>('navigator.clipboard.readText()')) as Report).toEqual(record);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as page' }).click(),
  ]);
  expect(await readFile(await download.path(), 'utf8')).toContain(record.arms[0]?.digest);
  expect(await offences()).toEqual([]);
  await close();
});

test('a profile with faults is refused beside its lines and nothing is queued', async () => {
  const { page, offences, close } = await visitPortal(browser, stack.url, '/');
  const before = (await rest.jobs()).length;
  const lines = exampleProfile.split('\n');
  const faulty = lines.findIndex((line) => line.startsWith('level=')) + 1;
  const profile = lines.toSpliced(faulty, 0, 'frobnicate=12').join('\n');
  await page.getByLabel('SimulationCraft profile').fill(profile);
  await page.getByRole('button', { name: 'Simulate' }).click();
  const faults = page.getByTestId('faults');
  await faults.waitFor();
  expect(await page.evaluate('document.activeElement?.textContent')).toContain('can not be simulated');
  expect(await faults.innerText()).toContain('frobnicate');
  const place = faults.getByRole('button', { name: `Line ${faulty + 1}, column 1` });
  await place.click();
  const selected = await page.evaluate<string>('globalThis.getSelection().toString()');
  expect(selected).toBe('frobnicate=12');
  expect(await page.evaluate('document.activeElement?.id')).toBe('profile');
  expect((await rest.jobs()).length).toBe(before);
  expect(await offences()).toEqual([]);
  await close();
});

test('a number that is not allowed is refused at its field before anything is sent', async () => {
  const { page, close } = await visitPortal(browser, stack.url, '/');
  await page.getByLabel('SimulationCraft profile').fill(exampleProfile);
  const iterations = page.getByRole('textbox', { name: 'Iterations' });
  await iterations.fill('20,000,000');
  await page.getByRole('button', { name: 'Simulate' }).click();
  expect(await page.getByTestId('faults').innerText()).toContain('1,000,000');
  expect(await iterations.getAttribute('aria-invalid')).toBe('true');
  expect(new URL(page.url()).pathname).toBe('/');
  await close();
});

test('a target error stops the job once the mean is known that well, and the page says how well', async () => {
  const { page, offences, close } = await visitPortal(browser, stack.url, '/');
  await page.getByLabel('SimulationCraft profile').fill(exampleProfile);
  await page.getByRole('radio', { name: 'Target error' }).check();
  await page.getByRole('textbox', { name: 'Target error' }).fill('0.2');
  await page.getByRole('button', { name: 'Simulate' }).click();
  const id = await shownJob(page);
  await waitForState(page, 'done');
  const record = await rest.result(id);
  await expectReportShown(page, record);
  const shown = /\(([\d.]+) %\)/u.exec(await page.getByTestId('headline').innerText());
  expect(Number(shown?.[1])).toBeGreaterThan(0);
  expect(Number(shown?.[1])).toBeLessThanOrEqual(0.2);
  expect(record.arms[0]?.iterations).toBeLessThan(endless);
  expect(await offences()).toEqual([]);
  await close();
});

test('a file is read into the form, and one that can not be a profile is refused by its name', async () => {
  const { page, close } = await visitPortal(browser, stack.url, '/');
  const profile = page.getByLabel('SimulationCraft profile');
  const files = page.getByLabel('Open file');
  await files.setInputFiles({
    name: 'mine.simc',
    mimeType: 'text/plain',
    buffer: Buffer.from('hunter="Mine"\r\nlevel=90'),
  });
  await expect.poll(() => profile.inputValue()).toBe('hunter="Mine"\nlevel=90');
  await files.setInputFiles({ name: 'cat.png', mimeType: 'image/png', buffer: Buffer.from([137, 80, 78, 71, 0, 255]) });
  await page.getByTestId('faults').waitFor();
  expect(await page.getByTestId('faults').innerText()).toContain('cat.png');
  expect(await profile.inputValue()).toBe('hunter="Mine"\nlevel=90');
  await page
    .getByRole('button', { name: /^Load the example/u })
    .first()
    .click();
  await expect.poll(() => profile.inputValue()).toContain('spec=beast_mastery');
  await close();
});

test('a running job is cancelled from its page, and can be run again from there', async () => {
  const { page, offences, close } = await visitPortal(browser, stack.url, '/');
  const id = await simulate(page, exampleProfile, endless);
  await waitForProgress(page, 0);
  await page.getByRole('button', { name: 'Cancel job' }).click();
  await waitForState(page, 'cancelled', 5_000);
  const record = await rest.job(id);
  expect(record.state).toBe('cancelled');
  expect(await page.getByTestId('job').innerText()).toContain(record.reason ?? 'a reason');
  await page.getByRole('button', { name: 'Run again' }).click();
  expect(await page.getByLabel('SimulationCraft profile').inputValue()).toBe(exampleProfile);
  expect(await page.getByRole('textbox', { name: 'Iterations' }).inputValue()).toBe(String(endless));
  expect(await offences()).toEqual([]);
  await close();
});

test('a reload in the middle goes on where the job is', async () => {
  const { page, close } = await visitPortal(browser, stack.url, '/');
  const id = await simulate(page, exampleProfile, endless);
  const before = await waitForProgress(page, 0);
  await page.reload();
  expect(await shownJob(page)).toBe(id);
  await waitForState(page, 'running');
  const after = (await progressShare(page)) ?? 0;
  expect(after).toBeGreaterThanOrEqual(before);
  await waitForProgress(page, after);
  await page.getByRole('img', { name: /^Distribution of DPS/u }).waitFor();
  await rest.cancel(id);
  await waitForState(page, 'cancelled', 5_000);
  await close();
});

test('without any socket the page goes on by asking, and with it again ends equal to the record', async () => {
  const { page, offences, close } = await visitPortal(browser, stack.url, '/');
  const badge = page.locator('[data-connection]');
  await page.locator('[data-connection=live]').waitFor();
  const id = await simulate(page, exampleProfile, endless);
  await waitForProgress(page, 0);
  const [realtime] = stack.realtime;
  if (realtime === undefined) throw new Error('The stack has no realtime server.');
  await realtime.kill();
  stack.gateway.dropSockets();
  await page.locator('[data-connection]:not([data-connection=live])').waitFor();
  await waitForProgress(page, (await progressShare(page)) ?? 0);
  expect(await badge.getAttribute('data-connection')).not.toBe('live');
  await realtime.restart();
  await page.locator('[data-connection=live]').waitFor({ timeout: 30_000 });
  await rest.cancel(id);
  await waitForState(page, 'cancelled', 10_000);

  await page.getByRole('link', { name: 'Simulate' }).click();
  const next = await simulate(page, exampleProfile, some);
  await waitForProgress(page, 0);
  await realtime.kill();
  stack.gateway.dropSockets();
  await waitForState(page, 'done');
  await expectReportShown(page, await rest.result(next));
  await realtime.restart();
  expect(await offences()).toEqual([]);
  await close();
});

test('a submission whose answer is lost is sent again and makes one job', async () => {
  const { page, close } = await visitPortal(browser, stack.url, '/');
  const name = 'Lost answer';
  const keys: (string | undefined)[] = [];
  await page.route('**/v1/jobs', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    keys.push(route.request().headers()['idempotency-key']);
    if (keys.length > 2) return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  const id = await simulate(page, exampleProfile, 50);
  expect(keys).toHaveLength(3);
  expect(new Set(keys).size).toBe(1);
  expect((await rest.jobs()).filter((job) => job.name === name).map((job) => job.id)).toEqual([id]);
  await close();
});

test('everything can be done from the keyboard alone', async () => {
  const { page, close } = await visitPortal(browser, stack.url, '/');
  const focused = () =>
    page.evaluate<string>('document.activeElement?.textContent?.trim() || document.activeElement?.id');
  const tabTo = async (wanted: string): Promise<void> => {
    for (let presses = 0; presses < 40; presses += 1) {
      if ((await focused()) === wanted) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`The key Tab does not lead to ${JSON.stringify(wanted)}; the focus is at ${await focused()}.`);
  };
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Skip to content');
  await page.keyboard.press('Enter');
  expect(await page.evaluate('document.activeElement?.id')).toBe('main');
  await tabTo('profile');
  await page.keyboard.insertText(exampleProfile);
  await tabTo('iterations');
  await page.keyboard.insertText('200');
  await tabTo('Simulate');
  await page.keyboard.press('Enter');
  await shownJob(page);
  await waitForState(page, 'done');
  await page.getByTestId('report').waitFor();
  await tabTo('Copy JSON');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  await tabTo('Hits');
  await page.keyboard.press('Enter');
  expect(await page.getByRole('columnheader', { name: 'Hits' }).getAttribute('aria-sort')).toBe('descending');
  await close();
});
