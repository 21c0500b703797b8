import { describe, expect, it } from 'vitest';
import { parseJobInput } from './parse-job-input.ts';
import { plainWeightsWish, type PlannedArm, weighStats, type WeightsWish } from './weigh-stats.ts';

const head = 'ruleset=mop\nhunter="Ayla"\nspec=beast_mastery\nlevel=90\nrace=orc\ntalents=312111\n';
const totals = 'total_agility=20000\ntotal_hit_rating=500\ntotal_crit_rating=8000\n';

const inputOf = (text: string) => {
  const parsed = parseJobInput(head + text);
  if (parsed.kind !== 'ok') throw new Error(JSON.stringify(parsed.problems));
  return parsed.input;
};

const weigh = (text: string, wish: Partial<WeightsWish> = {}): readonly PlannedArm[] => {
  const weighed = weighStats(inputOf(text), { ...plainWeightsWish, ...wish });
  if (weighed.kind !== 'ok') throw new Error(weighed.problem);
  return weighed.arms;
};

describe('the arms of stat weights', () => {
  it('move each stat of a mop hunter by half of the haste rating of 3.5 % each way, under stable names', () => {
    expect(weigh(totals, { stats: ['agility', 'crit'] }).map(({ name, offset }) => [name, offset])).toEqual([
      ['Ayla', undefined],
      ['Ayla agility -744', { stat: 'agility', amount: -744 }],
      ['Ayla agility +744', { stat: 'agility', amount: 744 }],
      ['Ayla crit_rating -744', { stat: 'crit_rating', amount: -744 }],
      ['Ayla crit_rating +744', { stat: 'crit_rating', amount: 744 }],
    ]);
  });

  it('weigh what gear of the ruleset carries unless told otherwise', () => {
    const stats = weigh(totals).flatMap(({ offset }) => offset?.stat ?? []);
    expect([...new Set(stats)]).toEqual([
      'agility',
      'hit_rating',
      'expertise_rating',
      'crit_rating',
      'haste_rating',
      'mastery_rating',
    ]);
  });

  it('a stat too small to be lowered is only raised, by the whole distance', () => {
    const hit = weigh(totals, { stats: ['hit_rating'] }).slice(1);
    expect(hit.map(({ offset }) => offset?.amount)).toEqual([1_488]);
    expect(weigh(totals, { stats: ['hit'], delta: 1_000 }).map(({ offset }) => offset?.amount)).toEqual([
      undefined,
      -500,
      500,
    ]);
  });

  it('change the stated total, or what is added to gear, and nothing else', () => {
    const [base, , up] = weigh(totals, { stats: ['agility'] });
    expect(up?.config.character.totalStats).toEqual({ ...base?.config.character.totalStats, agility: 20_744 });
    const [, down, more] = weigh('gear_crit_rating=3000\n', { stats: ['crit_rating'], delta: 200 });
    expect(down?.config.character.enchantStats).toEqual({ critRating: -100 });
    expect(more?.config.character.gearStats).toEqual({ critRating: 3_000 });
    expect(more?.config.character.enchantStats).toEqual({ critRating: 100 });
  });

  it('are those of the first character; its other arms stay', () => {
    const arms = weigh(`${totals}profileset."B"+=total_crit_rating=9000\n`, { stats: ['crit_rating'] });
    expect(arms.map(({ name }) => name)).toEqual(['Ayla', 'B', 'Ayla crit_rating -744', 'Ayla crit_rating +744']);
    expect(arms[3]?.config.character.totalStats.critRating).toBe(8_744);
  });

  it('an unknown stat is refused with the nearest name, and so are more arms than a job may have', () => {
    const refused = weighStats(inputOf(totals), { ...plainWeightsWish, stats: ['agility', 'crit_ratng'] });
    expect(refused).toMatchObject({ kind: 'refused', stat: 1, value: 'crit_ratng' });
    expect(JSON.stringify(refused)).toContain('crit_rating');
    const many = Array.from({ length: 995 }, (_, i) => `profileset."${i}"+=total_crit_rating=${i}\n`).join('');
    expect(weighStats(inputOf(totals + many), plainWeightsWish)).toMatchObject({ kind: 'refused', stat: null });
  });
});

describe('a profile', () => {
  it("asks for stat weights with SimulationCraft's keys", () => {
    expect(inputOf(totals).weights).toBeNull();
    expect(inputOf(`calculate_scale_factors=1\nscale_only=agility,crit/haste\n${totals}`).weights).toEqual({
      stats: ['agility', 'crit', 'haste'],
      delta: null,
      deltaMultiplier: 1,
      isCentred: true,
    });
    const own = inputOf(`calculate_scale_factors=1\nscale_delta_multiplier=0.5\ncenter_scale_delta=0\n${totals}`);
    if (own.weights === null) throw new Error('weights are asked for');
    const weighed = weighStats(own, { ...own.weights, stats: ['agility'] });
    expect(weighed.kind === 'ok' ? weighed.arms.map(({ offset }) => offset?.amount) : []).toEqual([undefined, 744]);
  });

  it('that names no stat is refused at the line that says so', () => {
    const parsed = parseJobInput(`scale_only=agility,luck\n${head}`);
    expect(parsed.kind === 'invalid' ? parsed.problems[0] : null).toMatchObject({ line: 1, field: 'scale_only' });
  });
});
