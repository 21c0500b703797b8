import { readFileSync, writeFileSync } from 'node:fs';
import { canonicalConfig, parseJobInput } from '@wowlab/simc';
import { decodeAggregate, summarizeAggregate } from '@wowlab/statistics';
import { referenceResults } from './src/mop/hunter/reference-results.ts';
import type { ReferenceResult } from './src/mop/hunter/reference-result.ts';
import { prepareArm } from './src/prepare-arm.ts';

/**
 * Runs every reference scenario and writes the tables of docs/validation.md anew: `npx tsx
 * packages/content/write-validation-docs.ts`. With `--check` it writes nothing and fails when they would differ.
 */
const ITERATIONS = 4000;
const SEED = 101;
const root = new URL('../../', import.meta.url);

const number = (value: number, digits: number): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

const difference = (ours: number, reference: number): string => `${((ours / reference - 1) * 100).toFixed(2)} %`;

const HEADINGS = [
  'source',
  ...['DPS', 'count', 'mean hit'].flatMap((figure) => [`${figure}: reference`, 'ours', 'diff.']),
];

/** A Markdown table as the formatter lays it out: names to the left, figures to the right. */
const aligned = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))),
  );
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [lines[0] ?? [], rule, ...lines.slice(1)].map((cells) => `| ${cells.join(' | ')} |`);
};

const table = (reference: ReferenceResult): string => {
  const parsed = parseJobInput(readFileSync(new URL(reference.profile, root), 'utf8'));
  if (parsed.kind !== 'ok') throw new Error(`${reference.profile}: ${JSON.stringify(parsed.problems)}`);
  const [arm] = parsed.input.arms;
  if (arm === undefined) throw new Error(`${reference.profile} has no arm`);
  const decoded = decodeAggregate(prepareArm(canonicalConfig(arm.config)).run(SEED, 0, ITERATIONS));
  if (decoded.kind !== 'ok') throw new Error(decoded.problem);
  const { dps, sources } = summarizeAggregate(decoded.aggregate);
  const rows = sources.map((ours) => {
    const theirs = reference.sources.find(({ name }) => name === ours.name);
    const cells = (['dps', 'count', 'meanHit'] as const).flatMap((key) => {
      const digits = key === 'count' ? 2 : 0;
      return theirs === undefined
        ? ['–', number(ours[key], digits), '–']
        : [number(theirs[key], digits), number(ours[key], digits), difference(ours[key], theirs[key])];
    });
    return [ours.name, ...cells];
  });
  return [
    `### ${reference.title}`,
    '',
    `Profile: \`${reference.profile}\`. DPS ${number(dps.mean, 1)} (deviation ${number(dps.stdDev, 0)}) against ` +
      `${number(reference.dps, 1)} (${number(reference.stdDev, 0)}): ${difference(dps.mean, reference.dps)}.`,
    '',
    ...aligned([HEADINGS, ...rows]),
    ...reference.remarks.flatMap((remark) => ['', `- ${remark}`]),
    '',
  ].join('\n');
};

const file = new URL('docs/validation.md', root);
const [begin, end] = ['<!-- generated: scenarios -->', '<!-- end of generated: scenarios -->'];
const text = readFileSync(file, 'utf8');
const from = text.indexOf(begin);
const to = text.indexOf(end);
if (from < 0 || to < from) throw new Error(`docs/validation.md has lost its marks "${begin}" and "${end}"`);
const written = `${text.slice(0, from + begin.length)}\n\n${referenceResults.map(table).join('\n')}\n${text.slice(to)}`;
if (!process.argv.includes('--check')) writeFileSync(file, written);
else if (written !== text) throw new Error('docs/validation.md is not what the engine says now');
