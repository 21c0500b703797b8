import type { Report } from '@wowlab/protocol';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const whole = (value: number): string => Math.round(value).toLocaleString('en-US');

/** Names are shown in words; read back, they must be those of the record. */
const readable = (name: string): string => name.replaceAll('_', ' ').toLowerCase();

/** The report's page says what the record says: headline, digest, percentiles, every source. */
export const expectReportShown = async (page: Page, report: Report): Promise<void> => {
  const shown = page.getByTestId('report');
  await shown.waitFor({ timeout: 30_000 });
  const [arm] = report.arms;
  if (arm === undefined) throw new Error('The record has no arm.');
  expect(await shown.getAttribute('data-digest')).toBe(arm.digest);
  const headline = (await page.getByTestId('headline').innerText()).replaceAll(/\s+/gu, ' ');
  expect(headline).toContain(`${whole(arm.dps.mean)} DPS`);
  expect(headline).toContain(`± ${whole(arm.dps.stdError * 1.959964)}`);
  const text = (await shown.innerText()).replaceAll(/\s+/gu, ' ');
  for (const [label, value] of [
    ['Highest', arm.dps.max],
    ['95th percentile', arm.dps.p95],
    ['Median', arm.dps.p50],
    ['Lowest', arm.dps.min],
  ] as const)
    expect(text).toContain(`${label} ${whole(value)}`);
  const details = arm.details;
  if (details === undefined) throw new Error('The record has no details.');
  await shown.getByRole('img', { name: /^DPS over [\d,]+ seconds/u }).waitFor();
  const auras = await shown.getByRole('table', { name: 'Buffs and debuffs' }).getByRole('row').count();
  expect(auras).toBe(details.auras.length + 1);
  const folded = shown.locator('details', { hasText: 'Action lists' }).first();
  await folded.locator('summary').click();
  expect(await folded.getByRole('row').count()).toBe(details.actionLists.length + 1);
  const rows = await shown.getByRole('table', { name: 'Sources of damage' }).getByRole('row').allInnerTexts();
  const bodies = rows.slice(1).map((row) => row.split(/[\t\n]+/u).map((cell) => cell.trim()));
  const wanted = [...arm.sources]
    .sort((a, b) => b.dps - a.dps || (a.name < b.name ? -1 : 1))
    .map((source) => [
      readable(source.name),
      `${(source.share * 100).toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 })} %`,
      whole(source.dps),
      source.count.toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
      whole(source.meanHit),
    ]);
  const shownRows = bodies.map(([name = '', ...cells]) => [name.toLowerCase(), ...cells.filter((cell) => cell !== '')]);
  expect(shownRows).toEqual(wanted);
};
