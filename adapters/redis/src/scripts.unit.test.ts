import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { scripts } from './generated/scripts.ts';
import type { Operation } from './operation.ts';

const here = dirname(fileURLToPath(import.meta.url));
const luaFiles = readdirSync(join(here, 'lua')).filter((file) => file.endsWith('.lua'));

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'script' in value && 'arguments' in value && 'repeated' in value;

const twins = new Map<string, Operation>();
const modules = [...readdirSync(join(here, 'operations')).map((file) => `./operations/${file}`), './scrub-job.ts'];
for (const path of modules) {
  const module = (await import(path)) as Record<string, unknown>;
  for (const value of Object.values(module)) if (isOperation(value)) twins.set(value.script, value);
}

/** Names of the header's ARGV lines: in order, and those of the open-ended last one. */
const readHeader = (file: string): { readonly fixed: readonly string[]; readonly repeated: readonly string[] } => {
  const fixed: string[] = [];
  let repeated: readonly string[] = [];
  for (const line of readFileSync(join(here, 'lua', file), 'utf8').split('\n')) {
    const found = /^-- ARGV\[(\d+)(…?)\]\s+(.+)$/.exec(line);
    if (found === null) continue;
    const [, index, dots, rest = ''] = found;
    if (dots === '…') {
      repeated = (rest.split(/\s{2,}/)[0] ?? '').split(', ');
      expect(Number(index)).toBe(fixed.length + 1);
    } else {
      expect(Number(index)).toBe(fixed.length + 1);
      fixed.push(rest.split(/\s+/)[0] ?? '');
    }
  }
  return { fixed, repeated };
};

test('there are as many scripts as Lua files', () => {
  expect(Object.keys(scripts).sort()).toEqual(luaFiles.map((file) => file.slice(0, -4)).sort());
});

test.each(luaFiles)('the header of %s names the arguments its twin gives, in order', (file) => {
  const name = file.slice(0, -4);
  const twin = twins.get(name);
  const { fixed, repeated } = readHeader(file);
  expect(fixed[0]).toBe('clockOffsetMs');
  expect(twin?.arguments).toEqual(fixed.slice(1));
  expect(twin?.repeated).toEqual(repeated);
});

test.each(luaFiles)('%s takes its keys from the one tag and says what it writes or reads', (file) => {
  const text = readFileSync(join(here, 'lua', file), 'utf8');
  expect(text).toMatch(/^-- KEYS\[1\] {2}\{wl\} {2}the shard tag$/m);
  expect(text).toMatch(/^-- (Reads|Writes) /m);
  expect(text).toMatch(/^-- Returns /m);
  expect(text).toContain('--include keys');
});

test.each(Object.entries(scripts))('%s reads no argument that its header does not have', (name, text) => {
  const { fixed, repeated } = readHeader(`${name}.lua`);
  for (const [, index] of text.matchAll(/ARGV\[(\d+)\]/g)) {
    expect(Number(index)).toBeLessThanOrEqual(repeated.length > 0 ? Number.MAX_SAFE_INTEGER : fixed.length);
  }
});

test('only new jobs are refused when memory is used up: every other script that writes is allowed to', () => {
  const writing = luaFiles.filter((file) => /^-- Writes /m.test(readFileSync(join(here, 'lua', file), 'utf8')));
  const held = writing.filter(
    (file) => !scripts[file.slice(0, -4) as keyof typeof scripts].startsWith('#!lua flags=allow-oom'),
  );
  expect(held).toEqual(['submit_job.lua']);
});
