import { describe, expect, it } from 'vitest';
import { profileLimits } from './profile-limits.ts';
import { configOf, hunter, problemsOf } from './test-profile.ts';

const names = (
  lists: readonly { readonly name: string; readonly entries: readonly { readonly action: string }[] }[],
): unknown =>
  Object.fromEntries(lists.map(({ name, entries }) => [name, entries.map(({ action }) => action).join(' ')]));

describe('action lists', () => {
  it('are written in one line or appended line by line', () => {
    const config = configOf(
      ...hunter,
      'actions.precombat=snapshot_stats/summon_pet',
      'actions=/auto_shot/kill_command',
      'actions+=/cobra_shot',
      'actions.cds=rapid_fire',
    );
    expect(names(config.actionLists)).toEqual({
      default: 'auto_shot kill_command cobra_shot',
      precombat: 'snapshot_stats summon_pet',
      cds: 'rapid_fire',
    });
  });

  it('start anew when they are assigned again', () => {
    expect(names(configOf(...hunter, 'actions=auto_shot', 'actions=cobra_shot').actionLists)).toEqual({
      default: 'cobra_shot',
    });
  });

  it('know the default list by its name too', () => {
    expect(names(configOf(...hunter, 'actions.default=auto_shot', 'actions+=/cobra_shot').actionLists)).toEqual({
      default: 'auto_shot cobra_shot',
    });
  });

  it('may be absent, which leaves the choice to the engine', () => {
    expect(configOf(...hunter).actionLists).toEqual([]);
  });

  it('accept abilities no one has heard of', () => {
    expect(names(configOf(...hunter, 'actions=frobnicate').actionLists)).toEqual({ default: 'frobnicate' });
  });

  it('refuse a call to a list that is not there', () => {
    expect(problemsOf(...hunter, 'actions=call_action_list,name=cdz', 'actions.cds=rapid_fire')).toMatchObject([
      {
        line: 5,
        column: 9,
        field: 'call_action_list',
        value: 'cdz',
        problem: 'There is no action list of this name.',
        remedy: 'Did you mean "cds"?',
      },
    ]);
  });

  it('refuse lists that lead back to themselves', () => {
    expect(
      problemsOf(
        ...hunter,
        'actions=call_action_list,name=a',
        'actions.a=run_action_list,name=b',
        'actions.b=auto_shot/call_action_list,name=a',
      ),
    ).toMatchObject([{ line: 7, value: 'a', problem: 'The list "b" leads back to "a", so it would never end.' }]);
    expect(problemsOf(...hunter, 'actions=run_action_list,name=default')).toMatchObject([
      { problem: 'The list "default" leads back to "default", so it would never end.' },
    ]);
  });

  it('may call one list from several places', () => {
    expect(() =>
      configOf(
        ...hunter,
        'actions=call_action_list,name=a/call_action_list,name=b',
        'actions.a=call_action_list,name=b',
        'actions.b=auto_shot',
      ),
    ).not.toThrow();
  });

  it('may be nested as deep as allowed, and no deeper', () => {
    const chain = (depth: number): readonly string[] => [
      ...hunter,
      'actions=call_action_list,name=l2',
      ...Array.from({ length: depth - 2 }, (_, index) => `actions.l${index + 2}=call_action_list,name=l${index + 3}`),
      `actions.l${depth}=auto_shot`,
    ];
    expect(() => configOf(...chain(profileLimits.maxActionListDepth))).not.toThrow();
    expect(problemsOf(...chain(profileLimits.maxActionListDepth + 1))).toMatchObject([
      { problem: 'Lists call one another more than 16 deep.' },
    ]);
  });

  it('may call one another often, but not so often that one look would take for ever', () => {
    const doubling = (depth: number): readonly string[] => [
      ...hunter,
      'actions=call_action_list,name=l2',
      ...Array.from(
        { length: depth - 2 },
        (_, index) => `actions.l${index + 2}=call_action_list,name=l${index + 3}/call_action_list,name=l${index + 3}`,
      ),
      `actions.l${depth}=auto_shot`,
    ];
    expect(() => configOf(...doubling(12))).not.toThrow();
    expect(problemsOf(...doubling(16))[0]).toMatchObject({
      problem: expect.stringMatching(/^With the lists it calls, "l\d" has more than 10000 actions\.$/) as string,
    });
  });

  it('hold as many actions as allowed, and no more', () => {
    const list = (count: number): string => `actions=${Array.from({ length: count }, () => 'a').join('/')}`;
    expect(configOf(...hunter, list(profileLimits.maxActions)).actionLists[0]?.entries).toHaveLength(
      profileLimits.maxActions,
    );
    expect(problemsOf(...hunter, list(profileLimits.maxActions + 1))).toMatchObject([
      { problem: 'There are more than 1000 actions.' },
    ]);
    expect(problemsOf(...hunter, list(profileLimits.maxActions), 'actions+=/b')).toMatchObject([{ line: 6 }]);
  });

  it('are as many as allowed, and no more', () => {
    const lists = (count: number): readonly string[] =>
      Array.from({ length: count }, (_, index) => `actions.l${index}=a`);
    expect(configOf(...hunter, ...lists(profileLimits.maxActionLists)).actionLists).toHaveLength(
      profileLimits.maxActionLists,
    );
    expect(problemsOf(...hunter, ...lists(profileLimits.maxActionLists + 1))).toMatchObject([
      { problem: 'There are more than 100 action lists.' },
    ]);
  });

  it('refuse what is appended without a slash, which would be glued to the action before', () => {
    expect(problemsOf(...hunter, 'actions=auto_shot', 'actions+=kill_command')).toMatchObject([
      { line: 6, column: 10, value: 'kill_command' },
    ]);
  });

  it('refuse a missing action between slashes', () => {
    expect(problemsOf(...hunter, 'actions=a//b')).toMatchObject([
      { line: 5, column: 11, problem: 'The name of an action is missing.' },
    ]);
  });

  it('refuse a variable that nothing sets', () => {
    expect(
      problemsOf(...hunter, 'actions=variable,name=pool,value=1', 'actions+=/x,if=a&variable.pol>0'),
    ).toMatchObject([{ line: 6, field: 'variable', value: 'pol', remedy: 'Did you mean "pool"?' }]);
    expect(() =>
      configOf(...hunter, 'actions=x,if=variable.pool', 'actions.precombat=variable,name=Pool,value=1'),
    ).not.toThrow();
    expect(() => configOf(...hunter, 'actions=x,if=a.variable.pool')).not.toThrow();
  });

  it('refuse names of lists that are no names', () => {
    expect(problemsOf(...hunter, 'actions.a-b=x')).toMatchObject([
      { problem: 'This is not the name of an action list.' },
    ]);
    expect(problemsOf(...hunter, 'actions.=x')).toMatchObject([{ problem: 'This is not the name of an action list.' }]);
  });
});
