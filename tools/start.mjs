import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './ensure-dependencies.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
ensureDependencies(root);
const { buildIfStale } = await import('./build.mjs');
await buildIfStale();

const child = spawn(process.execPath, [join(root, 'dist/cli.mjs'), 'up', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
// Ctrl-C reaches the whole group by itself; a signal sent to this process alone is passed on. Either way the child drains and decides.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)));
