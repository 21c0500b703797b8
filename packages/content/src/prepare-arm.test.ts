import { readFileSync } from 'node:fs';
import { type ArmConfig, canonicalConfig, parseJobInput } from '@wowlab/simc';
import {
  type Aggregate,
  decodeAggregate,
  encodeAggregate,
  mergeAggregates,
  summarizeAggregate,
} from '@wowlab/statistics';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigError } from './config-error.ts';
import { engineManifest } from './engine-manifest.ts';
import { type PreparedArm, prepareArm } from './prepare-arm.ts';

const root = new URL('../../../', import.meta.url);

/** The config of an example profile after some of its lines were replaced. */
const configOf = (profile: string, edits: Readonly<Record<string, string>> = {}): ArmConfig => {
  let text = readFileSync(new URL(`examples/${profile}.simc`, root), 'utf8');
  for (const [from, to] of Object.entries(edits)) {
    if (!text.includes(from)) throw new Error(`${profile} does not hold ${from}`);
    text = text.replace(from, to);
  }
  const parsed = parseJobInput(text);
  if (parsed.kind !== 'ok') throw new Error(JSON.stringify(parsed.problems));
  const [arm] = parsed.input.arms;
  if (arm === undefined) throw new Error(`${profile} has no arm`);
  return arm.config;
};

const prepare = (profile: string, edits: Readonly<Record<string, string>> = {}): PreparedArm =>
  prepareArm(canonicalConfig(configOf(profile, edits)));

const aggregateOf = (text: string): Aggregate => {
  const decoded = decodeAggregate(text);
  if (decoded.kind !== 'ok') throw new Error(`${decoded.field} ${decoded.problem}`);
  return decoded.aggregate;
};

const meanOf = (arm: PreparedArm, iterations: number): number =>
  summarizeAggregate(aggregateOf(arm.run(7, 0, iterations))).dps.mean;

const refusalOf = (config: ArmConfig): ConfigError => {
  try {
    prepareArm(canonicalConfig(config));
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the config was accepted');
};

describe('partition invariance', () => {
  it('gives one result for every cut of the iterations, every order and every repetition', () => {
    const arms = [prepare('mop-bm-hunter'), prepare('mop-bm-hunter')];
    const total = 24;
    const whole = arms[0]?.run(11, 100, total) ?? '';
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: total - 1 }), { maxLength: 8 });
    fc.assert(
      fc.property(cuts, fc.infiniteStream(fc.nat(1000)), (inner, shuffle) => {
        const edges = [0, ...inner.sort((a, b) => a - b), total];
        const chunks = edges.slice(1).map((end, index) => [edges[index] ?? 0, end] as const);
        const order = chunks.map((chunk) => [shuffle.next().value, chunk] as const).sort(([a], [b]) => a - b);
        const parts = order.map(([key, [from, to]]) => {
          const arm = arms[key % 2];
          if (arm === undefined) throw new Error('no arm');
          return aggregateOf(arm.run(11, 100 + from, to - from));
        });
        expect(encodeAggregate(mergeAggregates(parts))).toBe(whole);
      }),
      { numRuns: 15 },
    );
  });

  it('gives the same over the border of an internal batch', () => {
    const arm = prepare('mop-bm-hunter-auto', { 'max_time=300': 'max_time=30' });
    const whole = arm.run(1, 0, 1100);
    const parts = [arm.run(1, 999, 101), arm.run(1, 0, 999)].map(aggregateOf);
    expect(encodeAggregate(mergeAggregates(parts))).toBe(whole);
  });

  it('shares no iteration between seeds 1 and 2', () => {
    const arm = prepare('mop-bm-hunter-auto');
    const of = (seed: number): string[] => Array.from({ length: 40 }, (_, index) => arm.run(seed, index, 1));
    const first = new Set(of(1));
    expect(of(2).filter((text) => first.has(text))).toEqual([]);
    expect(first.size).toBe(40);
  });
});

describe('an aggregate of a fight', () => {
  it('is at most 16 KiB for a chunk, be it of one iteration or of a thousand', () => {
    const arm = prepare('mop-bm-hunter');
    expect(arm.run(1, 0, 1).length).toBeLessThan(11_000);
    expect(arm.run(1, 0, 1000).length).toBeLessThan(14_500);
    const varied = prepare('mop-bm-hunter', { 'vary_combat_length=0': 'vary_combat_length=0.2' });
    expect(varied.run(1, 0, 200).length).toBeLessThan(16_384);
  });

  it('stays small for the longest fight', () => {
    const arm = prepare('mop-bm-hunter-auto', { 'max_time=300': 'max_time=1800' });
    expect(arm.run(1, 0, 2).length).toBeLessThan(16_384);
  });

  it('holds the damage that its DPS says', () => {
    const { dps, simulatedMs, sources } = aggregateOf(prepare('mop-bm-hunter').run(1, 0, 1));
    const damage = sources.reduce((sum, source) => sum + source.damage, 0n);
    expect(Number(dps.sum)).toBe(Math.round((Number(damage) * 1_000_000) / Number(simulatedMs)));
  });
});

describe('the uses of an action list', () => {
  it('are as many as the casts, although the next choice can be made before a cast ends', () => {
    const { counters, sources } = aggregateOf(prepare('mop-bm-hunter').run(1, 0, 50));
    for (const name of ['cobra_shot', 'arcane_shot', 'kill_command']) {
      const uses = counters.filter((each) => each.name.startsWith('apl.') && each.name.endsWith(`.${name}`));
      const casts = sources.find((source) => source.name === name)?.executes ?? 0;
      expect(uses.reduce((sum, { value }) => sum + Number(value), 0)).toBe(casts);
    }
  });
});

describe('a fight', () => {
  it('has a DPS that does not depend on its length, for automatic attacks', () => {
    const short = meanOf(prepare('mop-bm-hunter-auto', { 'max_time=300': 'max_time=400' }), 400);
    const long = meanOf(prepare('mop-bm-hunter-auto', { 'max_time=300': 'max_time=1200' }), 150);
    expect(Math.abs(long / short - 1)).toBeLessThan(0.01);
  });

  it('grows with every stat that is raised', () => {
    const base = meanOf(prepare('mop-bm-hunter'), 200);
    for (const stat of ['agility=20479', 'crit_rating=8556', 'haste_rating=3452', 'mastery_rating=6296']) {
      const [name, value] = stat.split('=');
      const raised = prepare('mop-bm-hunter', { [`total_${stat}`]: `total_${name}=${Number(value) + 3000}` });
      expect(meanOf(raised, 200)).toBeGreaterThan(base * 1.01);
    }
  });

  it('has half the pet damage with half the pet uptime', () => {
    const petDps = (arm: PreparedArm): number =>
      summarizeAggregate(aggregateOf(arm.run(7, 0, 200)))
        .sources.filter(({ name }) => name.startsWith('pet_'))
        .reduce((sum, { dps }) => sum + dps, 0);
    const share =
      petDps(prepare('mop-bm-hunter-auto', { 'pet_uptime=1': 'pet_uptime=0.5' })) /
      petDps(prepare('mop-bm-hunter-auto'));
    expect(Math.abs(share - 0.5)).toBeLessThan(0.03);
  });

  it('lasts as long as it may vary, with the same DPS', () => {
    const arm = prepare('mop-bm-hunter-auto', { 'vary_combat_length=0': 'vary_combat_length=0.2' });
    const { simulatedMs, iterations } = aggregateOf(arm.run(7, 0, 400));
    expect(Math.abs(Number(simulatedMs) / iterations / 300_000 - 1)).toBeLessThan(0.02);
    expect(Math.abs(meanOf(arm, 400) / meanOf(prepare('mop-bm-hunter-auto'), 400) - 1)).toBeLessThan(0.01);
  });

  it("brings bloodlust at a time or at the target's health, whichever is first", () => {
    const uptimeOf = (edits: Readonly<Record<string, string>>): number => {
      const { tallies } = aggregateOf(prepare('mop-bm-hunter', edits).run(1, 0, 1));
      return Number(tallies.find(({ name }) => name === 'buff.player.bloodlust')?.sums[0] ?? 0);
    };
    expect(uptimeOf({})).toBe(40_000);
    expect(uptimeOf({ 'bloodlust_time=0': 'bloodlust_time=-10' })).toBe(10_000);
    expect(uptimeOf({ 'bloodlust_time=0': 'bloodlust_time=-10', 'bloodlust_percent=0': 'bloodlust_percent=10' })).toBe(
      30_000,
    );
  });

  it('spends no more than it has: abilities used match focus gained', () => {
    const { sources, counters } = aggregateOf(prepare('mop-bm-hunter').run(1, 0, 20));
    const executes = (name: string): number => sources.find((source) => source.name === name)?.executes ?? 0;
    const used = counters
      .filter(({ name }) => name.endsWith('.kill_command'))
      .reduce((sum, { value }) => sum + Number(value), 0);
    expect(executes('kill_command')).toBe(used);
    // A cooldown of 6 s allows 51 in 300 s.
    expect(executes('kill_command') / 20).toBeLessThanOrEqual(51);
  });

  it('ends although its list repeats an action that takes no time', () => {
    const arm = prepare('mop-bm-hunter', {
      'actions=auto_shot': 'actions=auto_shot\nactions+=/aspect_of_the_hawk\nactions+=/wait,sec=0',
    });
    expect(aggregateOf(arm.run(1, 0, 1)).iterations).toBe(1);
  });
});

describe('what is not modelled', () => {
  it('is listed by name, in the arm and in the aggregate', () => {
    const arm = prepare('mop-bm-hunter', {
      'actions=auto_shot': 'actions=auto_shot\nactions+=/chimera_shot\nactions+=/kill_shot,if=buff.never_heard_of.up',
    });
    expect(arm.notModelled).toEqual(['action: chimera_shot', 'expression: buff.never_heard_of.up']);
    expect(aggregateOf(arm.run(1, 0, 1)).notModelled).toEqual(arm.notModelled);
  });

  it('says nothing about a talent that was not taken', () => {
    expect(prepare('mop-bm-hunter').notModelled).toEqual([]);
  });
});

describe('a config that can not be simulated', () => {
  const config = configOf('mop-bm-hunter');
  const { character, fight } = config;

  it.each<[string, ArmConfig, string]>([
    ['another spec', { ...config, character: { ...character, spec: 'enhancement' } }, 'spec'],
    ['another ruleset', { ...config, ruleset: 'retail', character: { ...character, class: 'mage' } }, 'spec'],
    ['a lower level', { ...config, character: { ...character, level: 85 } }, 'level'],
    ['no weapon', { ...config, character: { ...character, weapons: { mainHand: null, offHand: null } } }, 'main_hand'],
    [
      'an unknown pet',
      { ...config, character: { ...character, pet: { family: 'dragon', uptimePpm: 1_000_000 } } },
      'pet',
    ],
    ['no enemy', { ...config, fight: { ...fight, targets: [] } }, 'fight.targets'],
    ['a fight of no length', { ...config, fight: { ...fight, lengthMs: 0 } }, 'fight.lengthMs'],
    [
      'talents that are no rows of three',
      { ...config, character: { ...character, talents: { ...character.talents, tiers: '9' } } },
      'talents',
    ],
  ])('is refused for %s, naming field, value and remedy', (_, changed, field) => {
    const refusal = refusalOf(changed);
    expect(refusal.field).toBe(field);
    expect(refusal.value.length).toBeGreaterThan(0);
    expect(refusal.remedy).toMatch(/\.$/);
    expect(refusal.message).toContain(refusal.value);
  });

  it('is refused for a version this build does not read', () => {
    expect(() => prepareArm('{"version":2}')).toThrow(ConfigError);
  });

  it('is told from a mistake in the numbers of a chunk', () => {
    const arm = prepare('mop-bm-hunter-auto');
    expect(() => arm.run(-1, 0, 1)).toThrow(RangeError);
    expect(() => arm.run(1, 0, 0)).toThrow(RangeError);
    expect(() => arm.run(1, 2 ** 43, 1)).toThrow(RangeError);
  });
});

describe('the manifest', () => {
  it('names only specs that can be prepared', () => {
    for (const { ruleset, class: className, spec } of engineManifest.specs) {
      expect(['mop', 'retail']).toContain(ruleset);
      expect(className).toBe('hunter');
      expect(['beast_mastery', 'marksmanship', 'survival']).toContain(spec);
    }
    expect(engineManifest.maxEventsPerFight).toBeGreaterThan(100_000);
  });
});
