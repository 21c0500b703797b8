import { describe, expect, it } from 'vitest';
import { diminished, retailRules } from './rules.ts';

describe('secondary stats', () => {
  // The game's own table of what rating is worth.
  it.each([
    [0, 0],
    [12.5, 12.5],
    [30, 30],
    [35, 34.5],
    [40, 39],
    [50, 47],
    [60, 54],
    [80, 66],
    [200, 126],
    [500, 126],
  ])('of %d %% by rating are worth %d %%', (pct, worth) => {
    expect(diminished(pct)).toBeCloseTo(worth, 9);
  });

  it('leave 70 % of physical damage at the armor of a boss', () => {
    const { bossArmor, armorConstant } = retailRules;
    expect(armorConstant / (armorConstant + bossArmor)).toBeCloseTo(0.7, 5);
  });
});
