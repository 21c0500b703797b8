import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies, setupFailed } from './ensure-dependencies.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
ensureDependencies(root);

const onPath = (name) => (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));

/** The browser that the page tests drive. Servers find or install themselves when a test starts them. */
const ensureChromium = () => {
  if (process.env.CHROMIUM_BIN !== undefined || onPath('chromium')) return;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && onPath('apt-get')) {
    process.stderr.write('wowlab: installing chromium …\n');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const options = { stdio: ['ignore', 'ignore', 2], env };
    spawnSync('apt-get', ['update', '-qq'], options);
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
    if (onPath('chromium')) return;
  }
  process.stderr.write(
    'wowlab: the page tests need Chromium: install the package chromium, or name a binary in CHROMIUM_BIN.\n',
  );
  process.exit(setupFailed);
};

const run = (command, args, options = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options });
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });

const results = mkdtempSync(join(tmpdir(), 'wowlab-results-'));
let passed = 0;
let failed = 0;

/** One vitest project; its JSON report gives the counts, and a run without a report counts as a failure. */
const suite = async (project) => {
  process.stdout.write(`\n── ${project} ──\n`);
  const report = join(results, `${project}.json`);
  const code = await run(join(root, 'node_modules/.bin/vitest'), [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const counts = existsSync(report)
    ? JSON.parse(readFileSync(report, 'utf8'))
    : { numPassedTests: 0, numFailedTests: 0 };
  passed += counts.numPassedTests;
  failed += counts.numFailedTests;
  if (code !== 0 && counts.numFailedTests === 0) failed += 1;
};

/** The realtime server's own tests, counted from go's event stream. */
const goTests = () => {
  process.stdout.write('\n── beacon ──\n');
  const done = spawnSync('go', ['test', '-json', './...'], {
    cwd: join(root, 'beacon'),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  for (const line of (done.stdout ?? '').split('\n')) {
    if (!line.startsWith('{')) continue;
    const event = JSON.parse(line);
    if (event.Action === 'output' && /^\s*(--- FAIL|FAIL|panic)/.test(event.Output)) process.stdout.write(event.Output);
    if (event.Test === undefined) continue;
    if (event.Action === 'pass') passed += 1;
    if (event.Action === 'fail') failed += 1;
  }
  if (done.status !== 0) {
    process.stderr.write(done.stderr ?? '');
    failed += 1;
  }
};

ensureChromium();
const checks = await run(process.execPath, ['tools/check.mjs', '--without-unit-tests']);
if (checks !== 0) failed += 1;
const { buildIfStale } = await import('./build.mjs');
await buildIfStale();

for (const project of ['unit', 'runtimes', 'integration', 'conformance', 'scenarios', 'browser']) await suite(project);
if (onPath('go')) goTests();
rmSync(results, { recursive: true, force: true });

process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
