import type { ActionEntry, ActionList, Position } from './ast.ts';
import { suggestName } from './nearest-name.ts';
import { parseActionEntry } from './parse-action-entry.ts';
import { problemAt, type ProblemList } from './problem.ts';
import { profileLimits } from './profile-limits.ts';

/** The list a fight starts with, and the one before it. */
export const defaultListName = 'default';
export const precombatListName = 'precombat';

interface PlacedEntry {
  readonly entry: ActionEntry;
  readonly at: Position;
  /** Names of the variables its options ask for. */
  readonly asksFor: readonly string[];
}

/** The action lists of one character while its lines are read. */
export interface ActionListsDraft {
  readonly lists: Map<string, PlacedEntry[]>;
  /** Entries over all lists, steps of sequences included. */
  count: number;
}

export const newActionLists = (): ActionListsDraft => ({ lists: new Map(), count: 0 });

/** A draft that can change without changing the one it came from. */
export const cloneActionLists = ({ lists, count }: ActionListsDraft): ActionListsDraft => ({
  lists: new Map([...lists].map(([name, entries]) => [name, [...entries]])),
  count,
});

const listPattern = /^[a-z0-9_]+$/i;

/** The list a key writes to: `actions` is the default list, `actions.cds` the list `cds`. `null` for any other key. */
export const listOfKey = (key: string): string | null => {
  if (key === 'actions') return defaultListName;
  return key.startsWith('actions.') ? key.slice('actions.'.length).toLowerCase() : null;
};

/** Reads the value of `actions…=` or `actions…+=` into the draft. `at` is where the value starts. */
export const readActions = (
  draft: ActionListsDraft,
  list: string,
  operator: '=' | '+=',
  value: string,
  at: Position,
  problems: ProblemList,
): void => {
  const refuse = (shown: string, problem: string, remedy: string): void =>
    problems.add(problemAt(at, 'actions', shown, problem, remedy));
  if (!listPattern.test(list) || list.length > profileLimits.maxTokenLength) {
    return refuse(
      list,
      'This is not the name of an action list.',
      'Use letters, digits and underscores: actions.cooldowns=….',
    );
  }
  if (operator === '+=' && value !== '' && !value.startsWith('/')) {
    return refuse(
      value,
      'What is appended must begin with a slash, or it would be glued to the action before it.',
      'Write actions+=/….',
    );
  }
  const old = draft.lists.get(list) ?? [];
  const kept = operator === '+=' ? old : [];
  const added = readEntries(value, at, problems);
  draft.count += entryCount(added) - (kept === old ? 0 : entryCount(old));
  if (draft.count > profileLimits.maxActions) {
    return refuse(list, `There are more than ${profileLimits.maxActions} actions.`, 'Shorten the lists.');
  }
  for (const entry of added) kept.push(entry);
  draft.lists.set(list, kept);
  if (draft.lists.size > profileLimits.maxActionLists) {
    refuse(list, `There are more than ${profileLimits.maxActionLists} action lists.`, 'Join some of them.');
  }
};

const readEntries = (value: string, at: Position, problems: ProblemList): readonly PlacedEntry[] => {
  const entries: PlacedEntry[] = [];
  let offset = 0;
  for (const [index, text] of value.split('/').entries()) {
    const entryAt = { line: at.line, column: at.column + offset };
    offset += text.length + 1;
    if (text === '' && index === 0) continue;
    if (problems.isFull() || entries.length > profileLimits.maxActions) break;
    const parsed = parseActionEntry(text, entryAt);
    if (parsed.kind === 'ok') entries.push({ entry: parsed.entry, at: entryAt, asksFor: variablesIn(parsed.entry) });
    else parsed.problems.forEach(problems.add);
  }
  return entries;
};

const variablePattern = /(?<![a-z0-9_.])variable\.([a-z0-9_]+)/gi;

const variablesIn = (entry: ActionEntry): readonly string[] => [
  ...Object.values(entry.options).flatMap((text) =>
    [...text.matchAll(variablePattern)].map(([, name = '']) => name.toLowerCase()),
  ),
  ...(entry.steps ?? []).flatMap(variablesIn),
];

const entryCount = (entries: readonly PlacedEntry[]): number =>
  entries.reduce((count, { entry }) => count + 1 + (entry.steps?.length ?? 0), 0);

const callActions: ReadonlySet<string> = new Set(['call_action_list', 'run_action_list', 'swap_action_list']);

interface Call {
  readonly to: string;
  readonly at: Position;
}

/**
 * Every list that is called and every variable that is asked for exists, no list leads back to itself, and no chain of
 * calls is too long.
 */
export const checkActionLists = (draft: ActionListsDraft, problems: ProblemList): void => {
  checkCalls(draft, problems);
  checkVariables(draft, problems);
};

const setsVariable: ReadonlySet<string> = new Set(['variable', 'cycling_variable']);

const checkVariables = (draft: ActionListsDraft, problems: ProblemList): void => {
  const placed = [...draft.lists.values()].flat();
  const known = new Set(
    placed.flatMap(({ entry }) => (setsVariable.has(entry.action) ? (entry.options['name'] ?? []) : [])),
  );
  for (const { at, asksFor } of placed) {
    for (const name of asksFor) {
      if (known.has(name)) continue;
      const remedy =
        known.size === 0 ? `Add actions+=/variable,name=${name},value=….` : suggestName(name, [...known], 'variables');
      problems.add(problemAt(at, 'variable', name, 'No action sets a variable of this name.', remedy));
    }
  }
};

const checkCalls = (draft: ActionListsDraft, problems: ProblemList): void => {
  const calls = new Map<string, readonly Call[]>();
  const names = [...draft.lists.keys()].filter((name) => name !== precombatListName);
  for (const [name, entries] of draft.lists) {
    const found: Call[] = [];
    for (const { entry, at } of entries) {
      const to = entry.options['name'];
      if (!callActions.has(entry.action) || to === undefined) continue;
      if (draft.lists.has(to)) found.push({ to, at });
      else
        problems.add(
          problemAt(at, entry.action, to, 'There is no action list of this name.', suggestName(to, names, 'lists')),
        );
    }
    calls.set(name, found);
  }
  const sizes = new Map([...draft.lists].map(([name, entries]) => [name, entries.length]));
  const walk: Walk = { calls, sizes, reaches: new Map(), onPath: new Set(), problems };
  for (const name of draft.lists.keys()) reachOf(walk, name);
};

/** How far a look from the top of a list can go. */
interface Reach {
  /** Lists in the longest chain of calls, this one included. */
  readonly depth: number;
  /** Actions that are come past when every condition fails. */
  readonly actions: number;
}

interface Walk {
  readonly calls: ReadonlyMap<string, readonly Call[]>;
  readonly sizes: ReadonlyMap<string, number>;
  readonly reaches: Map<string, Reach>;
  readonly onPath: Set<string>;
  readonly problems: ProblemList;
}

// Recursion is at most one level per list, and their number is bounded.
const reachOf = (walk: Walk, name: string): Reach => {
  const known = walk.reaches.get(name);
  if (known !== undefined) return known;
  const refuse = ({ to, at }: Call, problem: string, remedy: string): void =>
    walk.problems.add(problemAt(at, 'actions', to, problem, remedy));
  walk.onPath.add(name);
  let depth = 1;
  let actions = walk.sizes.get(name) ?? 0;
  for (const call of walk.calls.get(name) ?? []) {
    if (walk.onPath.has(call.to)) {
      refuse(call, `The list "${name}" leads back to "${call.to}", so it would never end.`, 'Remove this call.');
      continue;
    }
    const reach = reachOf(walk, call.to);
    depth = Math.max(depth, 1 + reach.depth);
    actions += reach.actions;
    if (depth > profileLimits.maxActionListDepth) {
      refuse(
        call,
        `Lists call one another more than ${profileLimits.maxActionListDepth} deep.`,
        'Join some of the lists.',
      );
      depth = 1;
    }
    if (actions > profileLimits.maxActionsPerLook) {
      refuse(
        call,
        `With the lists it calls, "${name}" has more than ${profileLimits.maxActionsPerLook} actions.`,
        'Call fewer lists, or each less often.',
      );
      actions = 0;
    }
  }
  walk.onPath.delete(name);
  const reach = { depth, actions };
  walk.reaches.set(name, reach);
  return reach;
};

/** The lists as a config holds them. */
export const finishActionLists = (draft: ActionListsDraft): readonly ActionList[] =>
  [...draft.lists]
    .filter(([, entries]) => entries.length > 0)
    .map(([name, entries]) => ({ name, entries: entries.map(({ entry }) => entry) }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
