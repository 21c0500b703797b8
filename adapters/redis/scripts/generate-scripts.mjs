/**
 * Writes src/generated/scripts.ts from src/lua: one text per operation with its includes in place and without comments, so
 * that programs carry the scripts when they are bundled. With --check it writes nothing and fails when the file differs.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lua = join(root, 'src/lua');
const target = join(root, 'src/generated/scripts.ts');

const withoutComments = (text) => text.split('\n').filter((line) => line.trim() !== '' && !/^\s*--/.test(line));

/** Every call runs a script's whole text, so what it does not use is left out: keys and functions of includes. */
const withoutUnused = (lines) => {
  for (;;) {
    const text = lines.join('\n');
    const isUsed = (name, dot) => text.split(new RegExp(`${dot ? 'key\\.' : '(?<![\\w.])'}${name}\\b`)).length > 2;
    const kept = [];
    let skipping = false;
    for (const line of lines) {
      if (skipping) {
        skipping = line !== 'end';
        continue;
      }
      const key = /^function key\.(\w+)/.exec(line)?.[1];
      const field = /^ {2}(\w+) = tag \.\./.exec(line)?.[1];
      const local = /^local function (\w+)/.exec(line)?.[1];
      if (key !== undefined && !isUsed(key, true)) continue;
      if (field !== undefined && text.split(new RegExp(`key\\.${field}\\b`)).length < 2) continue;
      if (local !== undefined && !isUsed(local, false)) {
        skipping = !line.endsWith(' end');
        continue;
      }
      kept.push(line);
    }
    if (kept.length === lines.length) return kept;
    lines = kept;
  }
};

const assemble = (file) => {
  const lines = readFileSync(join(lua, file), 'utf8').split('\n');
  const shebang = lines[0].startsWith('#!') ? [lines.shift()] : [];
  const body = lines.map((line) => {
    const include = /^--include (\S+)$/.exec(line);
    return include === null ? line : readFileSync(join(lua, 'include', `${include[1]}.lua`), 'utf8');
  });
  return [...shebang, ...withoutUnused(withoutComments(body.join('\n')))].join('\n');
};

const entries = readdirSync(lua)
  .filter((file) => file.endsWith('.lua'))
  .sort()
  .map((file) => `  ${file.slice(0, -4)}: ${JSON.stringify(assemble(file))},\n`);
const text = `// Made by scripts/generate-scripts.mjs from src/lua. Change those files, then: npm run generate -w @wowlab/redis\nexport const scripts = {\n${entries.join('')}} as const;\n\nexport type ScriptName = keyof typeof scripts;\n`;

if (process.argv.includes('--check')) {
  let committed = '';
  try {
    committed = readFileSync(target, 'utf8');
  } catch {
    // Missing counts as different.
  }
  if (committed !== text) {
    process.stderr.write(`${target} differs from src/lua\n`);
    process.exitCode = 1;
  }
} else {
  writeFileSync(target, text);
}
