import { canonicalConfig, parseJobInput } from '@wowlab/simc';
import { type Aggregate, decodeAggregate, type SourceTotals } from '@wowlab/statistics';
import { type PreparedArm, prepareArm } from '../../prepare-arm.ts';

/** Stats of tests: 3,200 attack power, of it 1,200 from the weapon; 15 % crit, 18 points of mastery, 10 % versatility. */
const STATS = {
  total_agility: 2000,
  total_crit_rating: 460,
  total_haste_rating: 0,
  total_mastery_rating: 460,
  total_versatility_rating: 540,
};

export interface TestArm {
  readonly spec: 'beast_mastery' | 'marksmanship';
  readonly talents?: string;
  readonly hero?: string;
  readonly actions: readonly string[];
  readonly stats?: Partial<typeof STATS>;
  readonly lines?: readonly string[];
}

export const prepareTestArm = ({ spec, talents, hero, actions, stats, lines = [] }: TestArm): PreparedArm => {
  const text = [
    'ruleset=retail',
    'max_time=300',
    'vary_combat_length=0',
    'optimal_raid=0',
    'hunter="Test"',
    `spec=${spec}`,
    'level=90',
    ...(talents === undefined ? [] : [`spec_talents=${talents}`]),
    ...(hero === undefined ? [] : [`hero_talents=${hero}`]),
    ...Object.entries({ ...STATS, ...stats }).map(([key, value]) => `${key}=${value}`),
    'main_hand=gun,weapon=gun_3.0speed_600min_600max',
    ...lines,
    ...actions.map((action, index) => (index === 0 ? `actions=${action}` : `actions+=/${action}`)),
  ].join('\n');
  const parsed = parseJobInput(text);
  if (parsed.kind !== 'ok') throw new Error(JSON.stringify(parsed.problems));
  const [arm] = parsed.input.arms;
  if (arm === undefined) throw new Error('the profile has no arm');
  return prepareArm(canonicalConfig(arm.config));
};

export const runTestArm = (arm: TestArm, iterations: number): Aggregate => {
  const decoded = decodeAggregate(prepareTestArm(arm).run(1, 0, iterations));
  if (decoded.kind !== 'ok') throw new Error(decoded.kind);
  return decoded.aggregate;
};

export const sourceOf = (aggregate: Aggregate, name: string): SourceTotals => {
  const found = aggregate.sources.find((source) => source.name === name);
  if (found === undefined)
    throw new Error(`${name} dealt nothing; there are ${aggregate.sources.map((s) => s.name).join(', ')}`);
  return found;
};

/** Mean damage of hits and ticks that were not critical. */
export const meanHit = (source: SourceTotals): number =>
  Number(source.damage - source.critDamage) / (source.hits + source.ticks);
