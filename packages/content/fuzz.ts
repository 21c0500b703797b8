import { readdirSync, readFileSync } from 'node:fs';
import { fuzzCase, shrinkFault } from './src/fuzz-case.ts';
import { FuzzInput } from './src/fuzz-input.ts';

/**
 * `npm run fuzz -- --minutes M --seed N [--only NUMBER]`: random and mutated profiles through the parser and the engine.
 * Exit code 0 when nothing was found, 1 with the seed, number and shrunk text of each fault, 2 for wrong arguments.
 */
const MAX_FAULTS = 5;
/** An input that takes longer counts as a hang. */
const MAX_INPUT_MS = 20_000;
const PROGRESS_MS = 10_000;

const argument = (name: string, fallback: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? fallback : Number(process.argv[at + 1]);
  if (!(Number.isFinite(value) && value >= 0)) {
    process.stderr.write(`--${name} needs a number, such as --${name} ${fallback}\n`);
    process.exit(2);
  }
  return value;
};

const minutes = argument('minutes', 1);
const seed = argument('seed', 1);
const only = argument('only', 0);
const isSingle = process.argv.includes('--only');

const root = new URL('../../', import.meta.url);
const examples = ['examples/', 'packages/content/reference/'].flatMap((folder) =>
  readdirSync(new URL(folder, root))
    .filter((name) => name.endsWith('.simc'))
    .sort()
    .map((name) => readFileSync(new URL(folder + name, root), 'utf8')),
);
const input = new FuzzInput(examples);

const counts = { simulated: 0, refused: 0, fault: 0 };
let slowestMs = 0;
let slowest = 0;
const startedAt = performance.now();
let reportedAt = startedAt;
const elapsedS = (): string => ((performance.now() - startedAt) / 1000).toFixed(0);

const one = (number: number): void => {
  const text = input.text(seed, number);
  const from = performance.now();
  const outcome = fuzzCase(text, seed);
  const tookMs = performance.now() - from;
  if (tookMs > slowestMs) [slowestMs, slowest] = [tookMs, number];
  const reason =
    outcome.kind === 'fault' ? outcome.reason : tookMs > MAX_INPUT_MS ? `took ${tookMs.toFixed(0)} ms` : null;
  counts[reason === null ? outcome.kind : 'fault'] += 1;
  if (reason === null) return;
  const shrunk =
    outcome.kind === 'fault' ? shrinkFault(text, (shorter) => fuzzCase(shorter, seed).kind === 'fault') : text;
  process.stdout.write(
    `\nfault: ${reason}\nreplay: npm run fuzz -- --seed ${seed} --only ${number}\nshrunk:\n${shrunk}\n\n`,
  );
};

if (isSingle) one(only);
else {
  for (let number = 0; performance.now() - startedAt < minutes * 60_000 && counts.fault < MAX_FAULTS; number += 1) {
    one(number);
    if (performance.now() - reportedAt < PROGRESS_MS) continue;
    reportedAt = performance.now();
    process.stdout.write(
      `${elapsedS()} s: ${number + 1} inputs, ${counts.simulated} simulated, ${counts.refused} refused\n`,
    );
  }
}
process.stdout.write(
  `seed ${seed}: ${counts.simulated} simulated, ${counts.refused} refused, ${counts.fault} faults in ${elapsedS()} s; ` +
    `slowest input ${slowest} took ${slowestMs.toFixed(0)} ms\n`,
);
process.exitCode = counts.fault > 0 ? 1 : 0;
