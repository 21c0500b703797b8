import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchChromium } from '@wowlab/runtimes';
import { repositoryRoot } from '@wowlab/stack';
import { configOf, exampleProfile, loadEngine } from './engine.ts';
import { type Bench, median } from './figure.ts';

const rounds = 7;
const iterations = 3_000;
const seed = 101;

/** A page that loads the engine bundle and runs it in a module worker, as the portal does. */
const page = `<!doctype html><title>bench</title>`;
const worker = `
  addEventListener('message', async ({ data }) => {
    const { prepareArm } = await import('/engine.mjs');
    globalThis.arm ??= prepareArm(data.configText);
    const beganMs = performance.now();
    const aggregate = globalThis.arm.run(data.seed, data.start, data.count);
    postMessage({ ms: performance.now() - beganMs, aggregate });
  });
`;

interface Round {
  readonly ms: number;
  readonly aggregate: string;
}

/** The same iterations on one core of this Node and in one worker of Chromium, round by round in turn. */
export const chromiumBench: Bench = {
  name: 'chromium',
  title: 'the engine in a browser’s worker against the same in Node, one core each',
  run: async (tell) => {
    const [engine, configText, source, browser] = await Promise.all([
      loadEngine(),
      configOf(exampleProfile),
      readFile(join(repositoryRoot, 'dist/engine/engine.mjs'), 'utf8'),
      launchChromium(),
    ]);
    try {
      const tab = await browser.newPage();
      // No server is needed for three files: the browser is answered for this origin, and no other can be reached.
      await tab.route('http://engine.test/**', (route) => {
        const { pathname } = new URL(route.request().url());
        const body = { '/engine.mjs': source, '/worker.js': worker }[pathname];
        return route.fulfill({ contentType: body === undefined ? 'text/html' : 'text/javascript', body: body ?? page });
      });
      await tab.goto('http://engine.test/');
      await tab.evaluate(`globalThis.engineWorker = new Worker('/worker.js', { type: 'module' })`);
      const inChromium = (start: number, count: number): Promise<Round> =>
        tab.evaluate<Round>(`new Promise((resolve, reject) => {
          engineWorker.onmessage = ({ data }) => resolve(data);
          engineWorker.onerror = ({ message }) => reject(new Error(message));
          engineWorker.postMessage(${JSON.stringify({ configText, seed, start, count })});
        })`);
      const arm = engine.prepareArm(configText);
      const inNode = (start: number, count: number): Round => {
        const beganMs = performance.now();
        const aggregate = arm.run(seed, start, count);
        return { ms: performance.now() - beganMs, aggregate };
      };
      await inChromium(0, iterations);
      inNode(0, iterations);
      const speeds: { node: number; chromium: number }[] = [];
      for (let round = 1; round <= rounds; round += 1) {
        const node = inNode(round * iterations, iterations);
        const chromium = await inChromium(round * iterations, iterations);
        if (node.aggregate !== chromium.aggregate) throw new Error('Chromium and Node came to different aggregates.');
        const speed = { node: (iterations * 1_000) / node.ms, chromium: (iterations * 1_000) / chromium.ms };
        speeds.push(speed);
        tell(`   round ${round}: Node ${Math.round(speed.node)}/s, Chromium ${Math.round(speed.chromium)}/s`);
      }
      return [
        { name: 'engine in Node', value: median(speeds.map(({ node }) => node)), unit: 'it/s' },
        { name: 'engine in Chromium', value: median(speeds.map(({ chromium }) => chromium)), unit: 'it/s' },
        {
          name: 'Chromium / Node, median of the rounds',
          value: median(speeds.map(({ node, chromium }) => (100 * chromium) / node)),
          unit: '%',
          floor: 75,
          goal: 100,
        },
      ];
    } finally {
      await browser.close();
    }
  },
};
