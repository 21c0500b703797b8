import { readFileSync } from 'node:fs';
import { canonicalConfig, parseJobInput } from '@wowlab/simc';
import { decodeAggregate } from '@wowlab/statistics';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareArm } from '../prepare-arm.ts';

const actions = [
  'arcane_shot', 'cobra_shot', 'kill_command', 'kill_shot', 'serpent_sting', 'bestial_wrath', 'rapid_fire', 'focus_fire',
  'stampede', 'fervor', 'dire_beast', 'a_murder_of_crows', 'lynx_rush', 'glaive_toss', 'powershot', 'barrage', 'multi_shot',
  'explosive_trap', 'aspect_of_the_hawk', 'hunters_mark', 'rabid', 'blood_fury', 'wait', 'chimera_shot',
  'pool_resource,for_next=1', 'pool_resource', 'sequence,name=a:kill_command:arcane_shot', 'call_action_list,name=other',
  'run_action_list,name=other', 'strict_sequence,name=b:bestial_wrath:powershot:cobra_shot', 'wait,sec=0.1',
  'variable,name=x,op=add,value=1',
]; // prettier-ignore

const names = [
  'focus', 'focus.deficit', 'focus.time_to_max', 'time', 'fight_remains', 'buff.bestial_wrath.up', 'buff.frenzy.stack',
  'cooldown.kill_command.remains', 'dot.serpent_sting.ticking', 'target.health.pct', 'active_enemies', 'variable.x', 'gcd',
  'gcd.remains', 'ticking', 'cast_time', 'action.cobra_shot.cast_time', 'set_bonus.tier14_2pc', 'nobody.knows', '0', '1', '37.5',
]; // prettier-ignore

const expression: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(...names),
    fc
      .tuple(
        tie('node'),
        fc.constantFrom('&', '|', '^^', '<', '<=', '>', '>=', '=', '!=', '+', '-', '*', '%', '%%', '<?', '>?'),
        tie('node'),
      )
      .map(([left, operator, right]) => `(${left}${operator}${right})`),
    tie('node').map((operand) => `!${operand}`),
  ),
})).node;

const line = fc
  .tuple(fc.constantFrom(...actions), fc.option(expression), fc.option(fc.integer({ min: 0, max: 30 })))
  .map(([action, condition, lineCooldown]) => {
    if (action.includes(':')) return action;
    return `${action}${condition === null ? '' : `,if=${condition}`}${lineCooldown === null ? '' : `,line_cd=${lineCooldown}`}`;
  });

const profile = readFileSync(new URL('../../../../examples/mop-bm-hunter.simc', import.meta.url), 'utf8');
const header = profile
  .split('\n')
  .filter((text) => !text.startsWith('actions') && !text.startsWith('talents'))
  .map((text) => text.replace('max_time=300', 'max_time=40'))
  .join('\n');

describe('any action list', () => {
  it('is simulated to the end without a fault, and twice the same', () => {
    const tiers = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 6, maxLength: 6 }).map((row) => row.join(''));
    const lists = fc.tuple(
      fc.array(line, { minLength: 1, maxLength: 10 }),
      fc.array(line, { minLength: 1, maxLength: 4 }),
    );
    fc.assert(
      fc.property(tiers, lists, fc.array(line, { maxLength: 3 }), (talents, [main, other], precombat) => {
        const ownCalls = (text: string): boolean => !text.includes('action_list');
        const text = [
          header,
          `talents=${talents}`,
          ...precombat.filter(ownCalls).map((entry, index) => `actions.precombat${index === 0 ? '=' : '+=/'}${entry}`),
          ...other
            .filter(ownCalls)
            .concat('cobra_shot')
            .map((entry, index) => `actions.other${index === 0 ? '=' : '+=/'}${entry}`),
          'actions=variable,name=x,value=1',
          ...main.map((entry) => `actions+=/${entry}`),
        ].join('\n');
        const parsed = parseJobInput(text);
        if (parsed.kind !== 'ok') throw new Error(JSON.stringify(parsed.problems));
        const [arm] = parsed.input.arms;
        if (arm === undefined) throw new Error('no arm');
        const config = canonicalConfig(arm.config);
        const result = prepareArm(config).run(3, 0, 2);
        expect(decodeAggregate(result).kind).toBe('ok');
        expect(prepareArm(config).run(3, 0, 2)).toBe(result);
      }),
      { numRuns: 150 },
    );
  });
});
