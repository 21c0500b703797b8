import { describe, expect, it } from 'vitest';
import { parseActionEntry } from './parse-action-entry.ts';
import { profileLimits } from './profile-limits.ts';

const problemsOf = (text: string): readonly string[] => {
  const parsed = parseActionEntry(text);
  return parsed.kind === 'ok'
    ? []
    : parsed.problems.map(({ column, field, problem, remedy }) => `${column} ${field}: ${problem} ${remedy}`);
};

const entryOf = (text: string): unknown => {
  const parsed = parseActionEntry(text);
  return parsed.kind === 'ok' ? parsed.entry : problemsOf(text);
};

describe('an entry of an action list', () => {
  it('is a name alone', () => {
    expect(entryOf('Kill_Command')).toEqual({ action: 'kill_command', options: {} });
  });

  it('has options, each kept as its text', () => {
    expect(
      entryOf('barbed_shot,target_if=min:dot.barbed_shot.remains|max_prio_damage,if=focus<75&!talent.x,line_cd=1.5'),
    ).toEqual({
      action: 'barbed_shot',
      options: { target_if: 'min:dot.barbed_shot.remains|max_prio_damage', if: 'focus<75&!talent.x', line_cd: '1.5' },
    });
  });

  it.each([
    'variable,name=x,op=setif,condition=a,value=1,value_else=2',
    'variable,name=x,default=3,op=reset',
    'variable,name=x,value=a>b',
    'cycling_variable,name=x,op=max,value=dot.a.remains',
    'call_action_list,name=cds,if=a',
    'run_action_list,name=st',
    'pool_resource,for_next=1,extra_amount=focus.max%2',
    'wait,sec=cooldown.x.remains',
    'use_item,slot=trinket1,use_off_gcd=1',
    'use_item,name=algethar_puzzle_box,if=a',
    'use_items,slots=trinket1|trinket2',
    'invoke_external_buff,name=power_infusion,if=a',
    'rapid_fire,interrupt_if=a,chain=1,early_chain_if=b,interrupt_global=1',
    'glaive_toss,precombat_time=1',
    'stampede,use_while_casting=1,target=2,cycle_targets=1,max_cycle_targets=3,moving=0,sync=bestial_wrath',
    'fire_breath,empower_to=max',
    'apply_poison,nonlethal=none,lethal=instant',
    'potion,pre_pot_time=12,if=potion.liquid_luster',
    'ferocious_bite,max_energy=1,target_if=min:dot.rip.remains',
    'barrage,if=prev_gcd.1._arcane_surge|variable.12s_trinket,chain=1',
    'killing_spree,interrupt_if=energy.time_to_max<2,interrupt_global=1',
  ])('accepts %s', (text) => {
    expect(problemsOf(text)).toEqual([]);
  });

  it('has steps when it is a sequence, each with options of its own', () => {
    expect(entryOf('strict_sequence,name=burst,if=a:bestial_wrath:rabid,if=b')).toEqual({
      action: 'strict_sequence',
      options: { name: 'burst', if: 'a' },
      steps: [
        { action: 'bestial_wrath', options: {} },
        { action: 'rabid', options: { if: 'b' } },
      ],
    });
  });

  it('writes names in lower case and leaves out blanks', () => {
    expect(entryOf('call_action_list,name=CDs')).toMatchObject({ options: { name: 'cds' } });
    expect(entryOf('x,if= a & b ')).toMatchObject({ options: { if: 'a&b' } });
  });

  it.each([
    ['', /^1 actions: The name of an action is missing/],
    ['kill-command', /^1 actions: This is not the name of an action/],
    ['2b', /^1 actions: This is not the name of an action/],
    ['x,iff=a', /^3 x: "x" has no such option\. Did you mean "if"\?/],
    ['x,__proto__=1', /^3 x: "x" has no such option/],
    ['x,constructor=1', /^3 x: "x" has no such option/],
    ['x,if', /^3 if: This option has no value\. Write if=…/],
    ['x,if=', /^6 if: The expression is empty/],
    ['x,if=(a', /^6 if: This parenthesis is never closed/],
    ['x,if=a&', /^7 if: The expression ends where a value is expected/],
    ['x,target_if=mni:a', /^16 target_if: This character has no meaning/],
    ['x,target_if=min:a)', /^18 target_if: This parenthesis was never opened/],
    ['x,,if=a', /^3 x: An option is missing between commas/],
    ['x,', /^3 x: An option is missing between commas/],
    ['x,if=a,if=b', /^8 if: This option is given twice/],
    ['x,use_off_gcd=yes', /^15 use_off_gcd: This option is a switch/],
    ['x,line_cd=-1', /^11 line_cd: This option is a number of seconds/],
    ['x,line_cd=1e3', /^11 line_cd: This option is a number of seconds/],
    ['x,max_cycle_targets=1.5', /^21 max_cycle_targets: This option is a whole number/],
    ['x,name=<b>', /^8 name: This option is a name/],
    ['x,target=\u001B[31m', /^10 target: This option is empty, too long or holds characters/],
    ['x:y', /^2 x: Only sequence and strict_sequence have steps/],
    ['sequence', /^1 sequence: A sequence needs steps/],
    ['sequence,name=a:sequence:b', /^17 sequence: A sequence cannot hold another sequence/],
    ['sequence,name=a::b', /^17 actions: The name of an action is missing/],
    ['variable,value=1', /^1 name: "variable" needs the option "name"/],
    ['variable,name=a', /^1 value: "variable" needs the option "value"/],
    ['variable,name=a,op=setif,value=1,condition=b', /^1 value_else: "variable" needs the option "value_else"/],
    ['variable,name=a,op=sett,value=1', /^1 op: A variable has no such operation\. Did you mean "set"\?/],
    ['call_action_list', /^1 name: "call_action_list" needs the option "name"/],
  ])('refuses %s and says where and why', (text, expected) => {
    expect(problemsOf(text)[0]).toMatch(expected);
  });

  it('reports every bad option at once', () => {
    expect(problemsOf('x,iff=a,line_cd=b,if=(')).toHaveLength(3);
  });

  it('places problems in the text around the entry', () => {
    expect(parseActionEntry('x,if=(', { line: 4, column: 11 })).toMatchObject({ problems: [{ line: 4, column: 16 }] });
  });

  it('takes as many options as it allows and refuses one more', () => {
    const options = [
      'if=1',
      ...'target target_if cycle_targets max_cycle_targets cycle_players line_cd moving sync wait_on_ready interrupt interrupt_if interrupt_global interrupt_immediate chain early_chain_if cancel_if use_off_gcd use_while_casting only_cwc precombat_time precombat_seconds precast_time dynamic_prepot action_skill'
        .split(' ')
        .map((key) => `${key}=1`),
    ];
    expect(problemsOf(`x,${options.slice(0, profileLimits.maxOptionsPerAction).join(',')}`)).toEqual([]);
    expect(problemsOf(`x,${options.slice(0, profileLimits.maxOptionsPerAction + 1).join(',')}`)[0]).toMatch(
      /more than 24 options/,
    );
  });
});
