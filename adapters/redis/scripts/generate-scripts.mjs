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

/** The expression behind each key, and the names it takes, from keys.lua. */
const keyTemplates = new Map(
  readFileSync(join(lua, 'include/keys.lua'), 'utf8')
    .split('\n')
    .flatMap((line) => {
      const made = /^function key\.(\w+)\((.*?)\) return (.+) end$/.exec(line);
      if (made !== null) return [[made[1], { parameters: made[2].split(', '), expression: made[3] }]];
      const fixed = /^ {2}(\w+) = (tag .+),$/.exec(line);
      return fixed === null ? [] : [[fixed[1], { parameters: [], expression: fixed[2] }]];
    }),
);

/** Reads `(a, b(c))` at the start of a text: its parts and its length. */
const readArguments = (text) => {
  const parts = [''];
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth === 0) return { parts, length: at + 1 };
    if (depth === 1 && character === ',') parts.push('');
    else if (at > 0) parts[parts.length - 1] += character;
  }
  throw new Error(`unbalanced parentheses in ${text}`);
};

/** Every call runs a script's whole text, so keys are written where they are used instead of making a table of functions. */
const withKeysInPlace = (text) => {
  let result = '';
  let rest = text;
  for (let found = /\bkey\.(\w+)/.exec(rest); found !== null; found = /\bkey\.(\w+)/.exec(rest)) {
    const template = keyTemplates.get(found[1]);
    if (template === undefined) throw new Error(`keys.lua has no key ${found[1]}`);
    const after = rest.slice(found.index + found[0].length);
    const given = template.parameters.length === 0 ? { parts: [], length: 0 } : readArguments(after);
    const expression = template.expression.replaceAll(/'[^']*'|\w+/g, (word) => {
      const index = template.parameters.indexOf(word);
      return index === -1 ? word : `(${withKeysInPlace(given.parts[index].trim())})`;
    });
    result += `${rest.slice(0, found.index)}(${expression})`;
    rest = after.slice(given.length);
  }
  return result + rest;
};

/** What a script does not use of its includes is left out. */
const withoutUnused = (lines) => {
  for (;;) {
    const text = lines.join('\n');
    const kept = [];
    let skipping = false;
    for (const line of lines) {
      if (skipping) {
        skipping = line !== 'end';
        continue;
      }
      const name = /^local function (\w+)/.exec(line)?.[1];
      if (name !== undefined && text.split(new RegExp(`(?<![\\w.])${name}\\b`)).length <= 2) {
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
    if (include?.[1] === 'keys') return "local tag = KEYS[1] .. ':'";
    return include === null ? line : readFileSync(join(lua, 'include', `${include[1]}.lua`), 'utf8');
  });
  return [...shebang, ...withoutUnused(withoutComments(withKeysInPlace(body.join('\n'))))].join('\n');
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
