import { readFileSync, writeFileSync } from 'node:fs';
import { keyTableMarkdown } from './src/key-table.ts';

/** Writes the generated part of docs/input.md anew: `npx tsx packages/simc/write-input-docs.ts`. */
const file = new URL('../../docs/input.md', import.meta.url);
const [begin, end] = ['<!-- generated: keys -->', '<!-- end of generated: keys -->'];
const text = readFileSync(file, 'utf8');
const from = text.indexOf(begin);
const to = text.indexOf(end);
if (from < 0 || to < from) throw new Error(`docs/input.md has lost its marks "${begin}" and "${end}"`);
writeFileSync(file, `${text.slice(0, from + begin.length)}\n\n${keyTableMarkdown()}\n\n${text.slice(to)}`);
