// Runs golden cases on whatever Node this is: reads { engineUrl, cases } from stdin, writes the aggregates as JSON to stdout.
// Plain JavaScript, since the oldest of the Nodes can not strip types.
import { readFileSync } from 'node:fs';

const { engineUrl, cases } = JSON.parse(readFileSync(0, 'utf8'));
const { prepareArm } = await import(engineUrl);
const results = cases.map(({ configText, seed, start, count }) => prepareArm(configText).run(seed, start, count));
process.stdout.write(JSON.stringify(results));
