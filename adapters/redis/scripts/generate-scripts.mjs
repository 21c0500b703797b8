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

const assemble = (file) => {
  const lines = readFileSync(join(lua, file), 'utf8').split('\n');
  const shebang = lines[0].startsWith('#!') ? [lines.shift()] : [];
  const body = lines.map((line) => {
    const include = /^--include (\S+)$/.exec(line);
    return include === null ? line : readFileSync(join(lua, 'include', `${include[1]}.lua`), 'utf8');
  });
  return [...shebang, ...withoutComments(body.join('\n'))].join('\n');
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
