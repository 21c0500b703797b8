import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fuzzCase, shrinkFault } from './fuzz-case.ts';
import { FuzzInput } from './fuzz-input.ts';

const SEED = 12;
const INPUTS = 120;
const example = readFileSync(new URL('../../../examples/mop-bm-hunter.simc', import.meta.url), 'utf8');

describe('random and mutated profiles', () => {
  it('are simulated or refused with a remedy, and nothing else', () => {
    const input = new FuzzInput([example]);
    const kinds = { simulated: 0, refused: 0 };
    for (let number = 0; number < INPUTS; number += 1) {
      const outcome = fuzzCase(input.text(SEED, number), SEED);
      if (outcome.kind === 'fault')
        throw new Error(`npm run fuzz -- --seed ${SEED} --only ${number}: ${outcome.reason}`);
      kinds[outcome.kind] += 1;
    }
    // Both answers are exercised, or the generator has gone blind.
    expect(kinds.simulated).toBeGreaterThan(INPUTS / 20);
    expect(kinds.refused).toBeGreaterThan(INPUTS / 20);
  });

  // What the command found, kept as it was shrunk.
  it.each([
    ['a line that begins with += has a field', '+=/serpent_sting,if=!dot.serpent_sting.react', 'refused'],
    [
      'an automatic shot that an early precast restarted does not fall before the pull',
      'ruleset=mop\nhunter="Fuzz"\nspec=marksmanship\nmain_hand=gun,weapon=gun_3.0speed_10478min_19460max\nactions.precombat=aimed_shot,precombat_time=11',
      'simulated',
    ],
  ])('%s', (_, text, kind) => {
    expect(fuzzCase(text, 1)).toEqual({ kind });
  });

  it('are a function of seed and number', () => {
    const texts = [new FuzzInput([example]), new FuzzInput([example])].map((input) => input.text(3, 7));
    expect(texts[0]).toBe(texts[1]);
    expect(new FuzzInput([example]).text(3, 8)).not.toBe(texts[0]);
  });

  it('shrink to the lines that matter', () => {
    const text = ['a', 'b', 'bad', 'c', 'd', 'e', 'worse', 'f'].join('\n');
    expect(shrinkFault(text, (shorter) => shorter.includes('bad') && shorter.includes('worse'))).toBe('bad\nworse');
  });
});
