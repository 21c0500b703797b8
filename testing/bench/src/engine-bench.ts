import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { repositoryRoot } from '@wowlab/stack';
import { type Bench, type Figure, median } from './figure.ts';

const PROCESSES = 3;
const PROFILES = [
  { name: 'beast mastery', path: 'examples/mop-bm-hunter.simc' },
  { name: 'marksmanship', path: 'examples/mop-mm-hunter.simc' },
];
const FLOOR = 2000;
const GOAL = 4000;

/** What `engine-round.ts` measured in a process of its own. */
export interface EngineRound {
  /** Per second of processor time, garbage collection and compilation included. */
  readonly iterationsPerSecond: number;
  /** Share of the time the collector took, percent. */
  readonly gcPct: number;
  readonly bytesPerFight: number;
  /** Slowest tenth of the run against its median, percent: a cliff after some seconds would show here. */
  readonly slowestPct: number;
}

const round = async (profile: string): Promise<EngineRound> => {
  const script = fileURLToPath(new URL('engine-round.ts', import.meta.url));
  const flags = ['--expose-gc', '--import', 'tsx', script, join(repositoryRoot, profile)];
  const { stdout } = await promisify(execFile)(process.execPath, flags, { cwd: repositoryRoot });
  return JSON.parse(stdout) as EngineRound;
};

/** The built engine alone, as a worker of a node runs it: each profile in processes of its own, in turn. */
export const engineBench: Bench = {
  name: 'engine',
  title: 'The built engine alone, on one core, by processor time',
  run: async (tell) => {
    const rounds = new Map<string, EngineRound[]>(PROFILES.map(({ name }) => [name, []]));
    for (let index = 0; index < PROCESSES; index += 1) {
      for (const { name, path } of PROFILES) {
        const measured = await round(path);
        rounds.get(name)?.push(measured);
        tell(`   ${name}: ${measured.iterationsPerSecond.toFixed(0)} iterations/s`);
      }
    }
    return [...rounds].flatMap(([name, measured]): readonly Figure[] => {
      const middle = (of: (each: EngineRound) => number): number => median(measured.map(of));
      return [
        { name, value: middle((each) => each.iterationsPerSecond), unit: 'it/s', floor: FLOOR, goal: GOAL },
        { name: `${name}, collecting garbage`, value: middle((each) => each.gcPct), unit: '%' },
        { name: `${name}, allocated per fight`, value: middle((each) => each.bytesPerFight), unit: 'bytes' },
        { name: `${name}, slowest tenth / median`, value: middle((each) => each.slowestPct), unit: '%' },
      ];
    });
  },
};
