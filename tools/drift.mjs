import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Every script named `generate…` in a workspace's package.json writes committed files from their source. With `--check` it
 * writes nothing and exits 1 when a file differs, naming the command that makes it anew.
 */
let failures = 0;
for (const group of ['packages', 'adapters', 'apps', 'testing']) {
  for (const name of readdirSync(join(root, group))) {
    const path = join(root, group, name, 'package.json');
    if (!existsSync(path)) continue;
    const { default: manifest } = await import(path, { with: { type: 'json' } });
    for (const [script, command] of Object.entries(manifest.scripts ?? {})) {
      if (!script.startsWith('generate')) continue;
      const done = spawnSync(`${command} --check`, {
        cwd: dirname(path),
        shell: true,
        encoding: 'utf8',
        env: { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}` },
      });
      if (done.status === 0) continue;
      failures += 1;
      process.stdout.write(
        `${group}/${name}: ${script} drifted; run npm run ${script} -w ${manifest.name}\n${done.stdout}${done.stderr}`,
      );
    }
  }
}
process.exitCode = failures === 0 ? 0 : 1;
