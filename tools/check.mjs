import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './ensure-dependencies.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
ensureDependencies(root);

const bin = (name) => join(root, 'node_modules/.bin', name);

/** Everything that needs no server, each with the command that runs it alone. */
const steps = [
  ['types', bin('tsc'), ['-p', 'tsconfig.json']],
  ['types of the pure packages', bin('tsc'), ['-p', 'tsconfig.pure.json']],
  ['types of the portal', bin('tsc'), ['-p', 'apps/portal/tsconfig.json']],
  ['lint', bin('oxlint'), ['--type-aware', '--deny-warnings']],
  ['format', bin('oxfmt'), ['--check']],
  ['import rules', bin('tsx'), ['tools/import-rules.ts']],
  ['generated files', process.execPath, ['tools/drift.mjs']],
  ['unit tests', bin('vitest'), ['run', '--project', 'unit', '--reporter=dot']],
];

const run = ([name, command, args]) =>
  new Promise((resolve) => {
    const started = Date.now();
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('exit', (code) => {
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)\n`);
      if (code !== 0) process.stdout.write(Buffer.concat(output));
      resolve(code === 0);
    });
  });

const waiting = steps.filter(([name]) => name !== 'unit tests' || !process.argv.includes('--without-unit-tests'));
const results = [];
const worker = async () => {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) results.push(await run(step));
};
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, worker));
process.exitCode = results.every(Boolean) ? 0 : 1;
