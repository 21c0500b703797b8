import type { FleetPage } from '@wowlab/protocol';
import { startStack, type TestStack } from '@wowlab/stack';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '@wowlab/runtimes';
import { exampleProfile, simulate, waitForProgress, waitForState } from './portal-actions.ts';
import { openPortalRest, type PortalRest } from './portal-rest.ts';
import { visitPortal, type PortalVisit } from './portal-visit.ts';
import { seriousFaults } from './serious-faults.ts';

const hostileName = `<img src=x onerror="document.title='broken'"> & "quotes"`;

let stack: TestStack;
let browser: Browser;
let rest: PortalRest;
let doneId: string;

const submit = (name: string, iterations = 20) => rest.submit({ profile: exampleProfile, name, iterations, seed: 7 });

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), launchChromium()]);
  rest = await openPortalRest(stack.url);
  for (let number = 1; number <= 27; number += 1) await submit(`Job ${number}`);
  doneId = (await submit(hostileName, 500)).id;
  const deadline = Date.now() + 60_000;
  while ((await rest.job(doneId)).state !== 'done') {
    if (Date.now() > deadline) throw new Error(`The first jobs do not end.\n${stack.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
});

afterAll(async () => {
  await browser?.close();
  await stack?.close();
});

test('the policy of every page allows nothing from elsewhere, nothing inline and no eval', async () => {
  const answer = await fetch(stack.url);
  await answer.text();
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("style-src 'self'");
  expect(policy).not.toMatch(/unsafe-(inline|eval)/u);
});

test('the portal comes compressed, and its hashed files may be kept for ever', async () => {
  const { page, close } = await visitPortal(browser, stack.url, '/');
  const script = await page.locator('script[type=module]').getAttribute('src');
  await close();
  const answer = await fetch(new URL(script ?? 'no script', stack.url), { headers: { 'accept-encoding': 'br' } });
  await answer.text();
  expect(answer.headers.get('content-encoding')).toBe('br');
  expect(answer.headers.get('vary')).toContain('accept-encoding');
  expect(answer.headers.get('cache-control')).toContain('immutable');
  const document = await fetch(new URL('/jobs', stack.url), {
    headers: { accept: 'text/html', 'accept-encoding': 'gzip' },
  });
  expect(await document.text()).toContain('<div id="root">');
  expect(document.headers.get('cache-control')).toBe('no-cache');
});

test('the history lists jobs newest first, page by page, as REST does', async () => {
  const { page, offences, close } = await visitPortal(browser, stack.url, '/jobs');
  const rows = page.locator('tr[data-job]');
  await rows.first().waitFor();
  expect(await rows.count()).toBe(25);
  await page.getByRole('button', { name: 'Older jobs' }).click();
  await rows.nth(25).waitFor();
  const listed = await Promise.all((await rows.all()).map((row) => row.getAttribute('data-job')));
  expect(listed).toEqual((await rest.jobs()).map(({ id }) => id));
  expect(await offences()).toEqual([]);
  await close();
});

test('a job that comes in is listed at once, and its end is seen, without a reload', async () => {
  const { page, close } = await visitPortal(browser, stack.url, '/jobs');
  await page.locator('[data-connection=live]').waitFor();
  await page.locator('tr[data-job]').first().waitFor();
  const { id } = await submit('Late comer');
  await page.locator(`tr[data-job="${id}"]`).waitFor({ timeout: 2_500 });
  await page.locator(`tr[data-job="${id}"][data-state=done]`).waitFor({ timeout: 15_000 });
  await page.getByRole('link', { name: 'Late comer' }).click();
  await page.getByTestId('report').waitFor();
  expect(await page.evaluate('document.activeElement?.textContent')).toBe('Late comer');
  await close();
});

test('a hostile name is text in the list, on its page and in the tab', async () => {
  const { page, offences, close } = await visitPortal(browser, stack.url, '/jobs');
  await page.getByRole('link', { name: hostileName }).first().click();
  await page.getByTestId('report').waitFor();
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(hostileName);
  expect(await page.locator('img').count()).toBe(0);
  expect(await page.title()).toBe(`${hostileName} · WowLab`);
  expect(await offences()).toEqual([]);
  await close();
});

test('the fleet shows each node with its heartbeat ticking', async () => {
  const { page, offences, close } = await visitPortal(browser, stack.url, '/fleet');
  const { nodes } = (await rest.read('/v1/nodes')) as FleetPage;
  expect(nodes).toHaveLength(1);
  const [node] = nodes;
  const card = page.locator(`[data-node="${node?.id}"]`);
  await card.waitFor();
  const text = await card.innerText();
  for (const part of [node?.name, 'Active', 'CPU', 'Memory', node?.platform, 'Chunks done'])
    expect(text).toContain(part);
  const age = () => card.locator('time').innerText();
  const first = await age();
  expect(first).toMatch(/^\d+ s ago$/u);
  await expect.poll(age, { timeout: 5_000 }).not.toBe(first);
  expect(await page.getByTestId('stats').innerText()).toMatch(/Nodes active\s+1/u);
  expect(await page.getByRole('list', { name: 'Services' }).innerText()).toContain('Postgres up');
  expect(await offences()).toEqual([]);
  await close();
});

test('an address that is none is told as such, with ways on', async () => {
  const { page, close } = await visitPortal(browser, stack.url, '/nowhere/at/all');
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
  await page.goto(new URL(`/jobs/0${'0'.repeat(25)}`, stack.url).href);
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').innerText()).toContain('There is no such resource');
  await close();
});

const pages: readonly (readonly [string, () => string, (visit: PortalVisit) => Promise<unknown>])[] = [
  ['start', () => '/', ({ page }) => page.getByLabel('SimulationCraft profile').waitFor()],
  [
    'refused profile',
    () => '/',
    async ({ page }) => {
      await page.getByLabel('SimulationCraft profile').fill(`frobnicate=1\n${exampleProfile}`);
      await page.getByRole('button', { name: 'Simulate' }).click();
      await page.getByTestId('faults').waitFor();
    },
  ],
  ['report', () => `/jobs/${doneId}`, ({ page }) => page.getByTestId('report').waitFor()],
  ['history', () => '/jobs', ({ page }) => page.locator('tr[data-job]').first().waitFor()],
  ['fleet', () => '/fleet', ({ page }) => page.locator('[data-node]').first().waitFor()],
  ['missing', () => '/nowhere', ({ page }) => page.getByRole('heading', { level: 1 }).waitFor()],
];

test.each(pages)('axe-core finds nothing serious on the %s page, dark, light or narrow', async (_, path, ready) => {
  const wide = { width: 1280, height: 860 };
  for (const look of [
    { colorScheme: 'dark', viewport: wide },
    { colorScheme: 'light', viewport: wide },
    { colorScheme: 'dark', viewport: { width: 360, height: 740 } },
  ] as const) {
    const visit = await visitPortal(browser, stack.url, path(), look);
    await ready(visit);
    expect(await visit.offences()).toEqual([]);
    const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect(await visit.page.evaluate(overflow)).toBeLessThanOrEqual(0);
    expect(await seriousFaults(visit.page)).toEqual([]);
    await visit.close();
  }
});

test('axe-core finds nothing serious on a job under way or cancelled', async () => {
  const { page, close } = await visitPortal(browser, stack.url, '/');
  const id = await simulate(page, exampleProfile, 1_000_000);
  await waitForProgress(page, 0);
  expect(await seriousFaults(page)).toEqual([]);
  await rest.cancel(id);
  await waitForState(page, 'cancelled', 10_000);
  expect(await seriousFaults(page)).toEqual([]);
  await close();
});
