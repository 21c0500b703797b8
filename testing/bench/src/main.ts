import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { benches } from './benches.ts';
import type { Bench, Figure } from './figure.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    help: { type: 'boolean', short: 'h' },
  },
});

const usage = `npm run bench -- [--only NAME]... [--json]

${benches.map((bench) => `  ${bench.name.padEnd(16)} ${bench.title}`).join('\n')}
`;

const verdict = (figure: Figure): string => {
  const reaches = (bound: number): boolean => (figure.atMost === true ? figure.value <= bound : figure.value >= bound);
  if (figure.goal !== undefined && reaches(figure.goal)) return `goal ${figure.goal} reached`;
  if (figure.floor === undefined) return '';
  return reaches(figure.floor)
    ? `bound ${figure.floor} held, goal ${figure.goal} not reached`
    : `BOUND ${figure.floor} MISSED`;
};

const chosen = (): readonly Bench[] => {
  const only = values.only ?? [];
  const unknown = only.filter((name) => !benches.some((bench) => bench.name === name));
  if (unknown.length > 0) {
    process.stderr.write(`There is no bench ${unknown.join(', ')}.\n\n${usage}`);
    process.exit(2);
  }
  return only.length === 0 ? benches : benches.filter((bench) => only.includes(bench.name));
};

if (values.help === true) {
  process.stdout.write(usage);
} else {
  const tell = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  const results: { bench: string; figures: readonly Figure[] }[] = [];
  for (const bench of chosen()) {
    tell(`── ${bench.name}: ${bench.title}`);
    const figures = await bench.run(tell);
    results.push({ bench: bench.name, figures });
    for (const figure of figures) {
      tell(
        `   ${figure.name.padEnd(44)} ${figure.value.toPrecision(5).padStart(10)} ${figure.unit.padEnd(8)} ${verdict(figure)}`,
      );
    }
  }
  if (values.json) {
    const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: availableParallelism(), node: process.version };
    process.stdout.write(`${JSON.stringify({ machine, results }, null, 2)}\n`);
  }
  process.exit(0);
}
