import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findNode, nodeReleases } from './find-node.ts';

/** Runs the unit suite on this Node and on each pinned one: `npm run unit:nodes [-- FILTER…]`. */
const root = fileURLToPath(new URL('../../../', import.meta.url));
const tell = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

let failed = 0;
const run = (version: string, binary: string): void => {
  tell(`── unit suite on Node ${version}`);
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', '--reporter=dot'];
  const ran = spawnSync(binary, [...vitest, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
  if (ran.status !== 0) failed += 1;
};

run(process.version, process.execPath);
for (const release of nodeReleases) {
  const node = await findNode(release, tell);
  if (node.kind === 'found') run(node.version, node.binary);
  else tell(`not run: ${node.reason}`);
}
process.exitCode = failed === 0 ? 0 : 1;
