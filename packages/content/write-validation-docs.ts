import { readFileSync, writeFileSync } from 'node:fs';
import { canonicalConfig, parseJobInput } from '@wowlab/simc';
import { decodeAggregate, summarizeAggregate } from '@wowlab/statistics';
import { type ReferenceResult, referenceResults } from './src/mop/hunter/reference-results.ts';
import { prepareArm } from './src/prepare-arm.ts';

/** Runs every reference scenario and writes the tables of docs/validation.md anew: `npx tsx packages/content/write-validation-docs.ts`. */
const ITERATIONS = 4000;
const SEED = 101;
const root = new URL('../../', import.meta.url);

const number = (value: number, digits: number): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

const difference = (ours: number, reference: number): string => `${((ours / reference - 1) * 100).toFixed(2)} %`;

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
    return `| ${ours.name} | ${cells.join(' | ')} |`;
  });
  return [
    `### ${reference.title}`,
    '',
    `Profile: \`${reference.profile}\`. DPS ${number(dps.mean, 1)} (deviation ${number(dps.stdDev, 0)}) against ` +
      `${number(reference.dps, 1)} (${number(reference.stdDev, 0)}): ${difference(dps.mean, reference.dps)}.`,
    '',
    '| source | DPS: reference | ours | diff. | count: reference | ours | diff. | mean hit: reference | ours | diff. |',
    '| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |',
    ...rows,
    ...reference.remarks.map((remark) => `\n- ${remark}`),
    '',
  ].join('\n');
};

const file = new URL('docs/validation.md', root);
const [begin, end] = ['<!-- generated: scenarios -->', '<!-- end of generated: scenarios -->'];
const text = readFileSync(file, 'utf8');
const from = text.indexOf(begin);
const to = text.indexOf(end);
if (from < 0 || to < from) throw new Error(`docs/validation.md has lost its marks "${begin}" and "${end}"`);
writeFileSync(
  file,
  `${text.slice(0, from + begin.length)}\n\n${referenceResults.map(table).join('\n')}\n${text.slice(to)}`,
);
