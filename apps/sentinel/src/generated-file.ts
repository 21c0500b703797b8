import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Writes a committed file from its source, or with `--check` only compares and fails when they differ.
 * For the `generate:…` scripts, which `npm run check` runs with `--check`.
 */
export const writeGenerated = (url: URL, text: string, args: readonly string[]): void => {
  if (!args.includes('--check')) {
    writeFileSync(url, text);
    return;
  }
  const committed = existsSync(url) ? readFileSync(url, 'utf8') : '';
  if (committed !== text) {
    process.stdout.write(`${url.pathname} is not what its source gives\n`);
    process.exitCode = 1;
  }
};
