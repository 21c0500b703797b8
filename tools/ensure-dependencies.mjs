import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Exit code of programs that could not be set up. */
export const setupFailed = 69;

const oldest = [20, 19];

const refuse = (message) => {
  process.stderr.write(`wowlab: ${message}\n`);
  process.exit(setupFailed);
};

/** Installs what package-lock.json names when it differs from what was installed last. Needs no installed package itself. */
export const ensureDependencies = (root) => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
    refuse(`Node ${process.versions.node} is too old: install Node ${oldest.join('.')} or newer.`);
  }
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules', '.wowlab-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  process.stderr.write('wowlab: installing dependencies (npm ci) …\n');
  // --ignore-scripts: nothing here needs an install script, and none should run on a player's machine.
  const done = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (done.status !== 0)
    refuse(`npm ci ended with ${done.status ?? done.signal}; check the network and run the command again.`);
  writeFileSync(stamp, lock);
};
