import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sha256Hex } from '@wowlab/runtime';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findNode, nodeReleases } from './find-node.ts';
import { engineUrl, type GoldenRun, goldenRuns } from './golden-runs.ts';
import { launchChromium } from './launch-chromium.ts';

const tell = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const runs = goldenRuns();
const digests = (aggregates: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(runs.map(({ name }, index) => [name, sha256Hex(aggregates[index] ?? '')]));
const wanted = digests(runs.map((run) => run.wanted));

const onNode = (binary: string, cases: readonly GoldenRun[]): readonly string[] => {
  const script = fileURLToPath(new URL('run-golden-cases.mjs', import.meta.url));
  const input = JSON.stringify({ engineUrl: engineUrl.href, cases });
  const ran = spawnSync(binary, [script], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (ran.status !== 0) throw new Error(`${binary} ended with ${ran.status}: ${ran.stderr}`);
  return JSON.parse(ran.stdout) as readonly string[];
};

describe('the built engine gives every golden job its one digest', () => {
  it(`on this Node, ${process.version}`, () => {
    expect(digests(onNode(process.execPath, runs))).toEqual(wanted);
  });

  it.for(nodeReleases)('on Node $major', { timeout: 360_000 }, async (release, { skip }) => {
    const node = await findNode(release, tell);
    if (node.kind === 'unavailable') {
      skip(node.reason);
      return;
    }
    expect(node.version).toMatch(new RegExp(`^v${release.major}\\.`, 'u'));
    expect(digests(onNode(node.binary, runs))).toEqual(wanted);
  });

  describe('in Chromium', () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launchChromium();
    });
    afterAll(() => browser?.close());

    it('in a page, from the bytes that are served', async () => {
      const page = await browser.newPage();
      // No server is needed for one file: the browser is answered for this origin, and no other can be reached.
      const source = readFileSync(engineUrl, 'utf8');
      await page.route('http://engine.test/**', (route) =>
        route.request().url().endsWith('.mjs')
          ? route.fulfill({ contentType: 'text/javascript', body: source })
          : route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>engine</title>' }),
      );
      await page.goto('http://engine.test/');
      const aggregates = await page.evaluate<readonly string[]>(`(async () => {
        const { prepareArm } = await import('/engine.mjs');
        const cases = ${JSON.stringify(runs)};
        return cases.map(({ configText, seed, start, count }) => prepareArm(configText).run(seed, start, count));
      })()`);
      expect(digests(aggregates)).toEqual(wanted);
    });
  });
});
