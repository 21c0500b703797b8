import { Ability, restriction, type Rotation } from '@wowlab/engine';
import type { ActionEntry, ActionList } from '@wowlab/simc';
import { AbilityLine, type ActionLine, CallLine, EffectLine, type Look, pickFrom, PoolLine } from './action-line.ts';
import { type ActionWorld, MS_PER_SECOND } from './action-world.ts';
import { compileExpression, type Evaluate, type NameResolver } from './compile-expression.ts';
import { SequenceLine } from './sequence-line.ts';
import type { TargetChoice } from './target-choice.ts';
import { Variable, variableOperation } from './variables.ts';

const DEFAULT_LIST = 'default';
const DEFAULT_WAIT_S = '0.25';

/** A condition that never holds removes its line. */
const NEVER_HOLDS = Symbol('never holds');

/** Compiles the lists of one actor; the result looks them through from the top at every decision. */
export class RotationCompiler {
  readonly #world: ActionWorld;
  readonly #lists: ReadonlyMap<string, ActionList>;
  readonly #compiled = new Map<string, readonly ActionLine[]>();
  readonly #abilityLines: AbilityLine[] = [];
  readonly #sequences: SequenceLine[] = [];
  readonly #variables = new Map<string, Variable>();

  constructor(world: ActionWorld, lists: readonly ActionList[]) {
    this.#world = world;
    this.#lists = new Map(lists.map((list) => [list.name, list]));
    for (const { entries } of lists) {
      for (const { action, options } of entries) {
        const name = options['name'];
        if (action === 'variable' && name !== undefined && !this.#variables.has(name)) {
          this.#variables.set(name, new Variable(Number(options['default'] ?? 0)));
        }
      }
    }
  }

  /** The rotation of the default list; `null` when it leaves nothing to decide. */
  compile(): Rotation | null {
    const lines = this.#list(DEFAULT_LIST);
    if (this.#abilityLines.length === 0 && this.#sequences.length === 0) return null;
    const { actor, fight, recorder } = this.#world;
    const look: Look = { stopped: false, line: null };
    const abilityLines = this.#abilityLines;
    const sequences = this.#sequences;
    const variables = [...this.#variables.values()];
    /** The line whose ability is under way: by the end of a long cast the next choice may have been made. */
    let begun: AbilityLine | null = null;
    const before = actor.onCast;
    actor.onCast = (ability) => {
      for (let index = 0; index < sequences.length; index += 1) (sequences[index] as SequenceLine).completed(ability);
      if (begun !== null && begun.ability === ability) {
        begun.used();
        recorder.count(begun.counter, 1);
        begun = null;
      }
      before(ability);
    };
    fight.onReset({
      reset: () => {
        look.line = null;
        begun = null;
        for (const line of abilityLines) line.reset();
        for (const sequence of sequences) sequence.reset();
        for (const variable of variables) variable.reset();
      },
    });
    return {
      pick: (windowMs) => {
        look.stopped = false;
        for (let index = 0; index < sequences.length; index += 1) {
          const sequence = sequences[index] as SequenceLine;
          if (!sequence.isUnderWay) continue;
          const step = sequence.pick(windowMs, look);
          if (step !== null || look.stopped) return step;
        }
        return pickFrom(lines, windowMs, look);
      },
      idleUntil: () => 0,
      begin: (ability) => {
        begun = look.line !== null && look.line.ability === ability ? look.line : null;
      },
    };
  }

  #list(name: string): readonly ActionLine[] {
    const known = this.#compiled.get(name);
    if (known !== undefined) return known;
    const lines: ActionLine[] = [];
    const entries = this.#lists.get(name)?.entries ?? [];
    // Lists that call each other in a circle were refused when the profile was read.
    for (const [index, entry] of entries.entries()) {
      const line = this.#line(entry, entries[index + 1], `${name}.${index + 1}`);
      if (line !== null) lines.push(line);
    }
    this.#compiled.set(name, lines);
    return lines;
  }

  #line(entry: ActionEntry, following: ActionEntry | undefined, place: string): ActionLine | null {
    const { action, options } = entry;
    const condition = this.#condition(options['if'], action);
    if (condition === NEVER_HOLDS) return null;
    switch (action) {
      case 'call_action_list':
      case 'run_action_list':
      case 'swap_action_list':
        return new CallLine(this.#list(options['name'] ?? ''), condition, action === 'call_action_list');
      case 'variable':
        return this.#variable(entry, condition);
      case 'pool_resource':
        return this.#pool(entry, following, condition, place);
      case 'wait':
        return this.#wait(options['sec'] ?? DEFAULT_WAIT_S, condition, place);
      case 'sequence':
      case 'strict_sequence':
        return this.#sequence(entry, condition);
      case 'use_items':
        return this.#useItems(entry, condition, place);
      case 'cancel_buff':
        return this.#cancelBuff(options['name'] ?? '', condition);
      default:
        return this.#ability(entry, condition, place);
    }
  }

  #ability(entry: ActionEntry, condition: Evaluate | null, place: string): AbilityLine | null {
    const { action, options } = entry;
    const ability = action === 'use_item' ? this.#usableItem(options) : this.#world.abilities.get(action);
    if (ability === undefined) {
      const what = action === 'use_item' ? `use_item, ${options['slot'] ?? options['name'] ?? 'no slot'}` : action;
      if (!this.#world.accepted.has(action)) this.#world.notModelled.add(`action: ${what}`);
      return null;
    }
    for (const option of Object.keys(options)) {
      if (!READ_OPTIONS.has(option)) this.#world.notModelled.add(`action option: ${action},${option}=`);
    }
    const lineCooldownMs = Math.round(Number(options['line_cd'] ?? 0) * MS_PER_SECOND);
    const onMove = this.#onMove(options['moving'], condition);
    return this.#addAbilityLine(ability, onMove, lineCooldownMs, place, this.#targetChoice(options, action));
  }

  /** `moving=1` holds only on the move, `moving=0` only at a stand. */
  #onMove(moving: string | undefined, condition: Evaluate | null): Evaluate | null {
    if (moving === undefined) return condition;
    const { actor } = this.#world;
    const wanted = moving === '0' ? 0 : restriction.moving;
    return () =>
      (actor.restrictions & restriction.moving) === wanted && (condition === null || condition() !== 0) ? 1 : 0;
  }

  /** What `target_if`, `cycle_targets`, `max_cycle_targets` and `target` say; `null` for the main target. */
  #targetChoice(options: ActionEntry['options'], action: string): TargetChoice | null {
    const { enemies, notModelled } = this.#world;
    const atMost = Number(options['max_cycle_targets'] ?? '0') || Number.MAX_SAFE_INTEGER;
    const targetIf = options['target_if'];
    if (targetIf !== undefined) {
      const [, kind = 'first', text = '1'] = /^(?:(first|min|max):)?(.*)$/su.exec(targetIf) ?? [];
      const expression = this.#evaluate(text, action);
      if (kind === 'first') return { kind, expression, atMost };
      return { kind: kind === 'min' ? 'least' : 'most', expression, atMost };
    }
    if (options['cycle_targets'] === '1') return { kind: 'first', expression: null, atMost };
    const { target: named } = options;
    if (named === undefined) return null;
    const target = /^\d+$/u.test(named) ? enemies.all[Number(named) - 1] : undefined;
    if (target === undefined) {
      notModelled.add(`action option: ${action},target=${named}`);
      return null;
    }
    return { kind: 'fixed', target };
  }

  #addAbilityLine(
    ability: Ability,
    condition: Evaluate | null,
    lineCooldownMs: number,
    place: string,
    target: TargetChoice | null = null,
  ): AbilityLine {
    const { fight, recorder, enemies } = this.#world;
    // With one enemy there is nothing to choose, but it may still not be the one the line wants.
    const choice = target === null || (!refuses(target) && !enemies.isSeveral) ? null : { enemies, target };
    const counter = recorder.addCounter(`apl.${place}.${ability.name}`);
    const line = new AbilityLine(ability, condition, lineCooldownMs, () => fight.now, counter, choice);
    this.#abilityLines.push(line);
    return line;
  }

  /** `slot=` names where it is worn, `name=` what it is called. */
  #usableItem(options: ActionEntry['options']): Ability | undefined {
    const items = this.#world.usableItems;
    const { slot, name } = options;
    if (slot !== undefined) return items?.get(slot)?.ability;
    return [...(items?.values() ?? [])].find(({ item }) => item === name)?.ability;
  }

  /** Every item that can be used, in the order of their slots, or of the slots that are named. */
  #useItems({ options }: ActionEntry, condition: Evaluate | null, place: string): ActionLine | null {
    const items = this.#world.usableItems ?? new Map<string, { readonly ability: Ability }>();
    const slots = options['slots']?.split('|') ?? [...items.keys()];
    const lines = slots.flatMap((slot) => {
      const ability = items.get(slot)?.ability;
      return ability === undefined ? [] : [this.#addAbilityLine(ability, null, 0, `${place}.${slot}`)];
    });
    return lines.length === 0 ? null : new CallLine(lines, condition, true);
  }

  #cancelBuff(name: string, condition: Evaluate | null): EffectLine | null {
    const aura = this.#world.auras?.get(name);
    if (aura !== undefined) return new EffectLine(() => aura.drop(), condition);
    this.#world.notModelled.add(`action: cancel_buff, ${name}`);
    return null;
  }

  #wait(seconds: string, condition: Evaluate | null, place: string): AbilityLine {
    const length = this.#evaluate(seconds, 'wait');
    const pause = new Ability({
      name: 'wait',
      actor: this.#world.actor,
      gcdMs: 1,
      castMs: () => Math.max(1, Math.round(length() * MS_PER_SECOND)),
      perform: () => {},
    });
    return this.#addAbilityLine(pause, condition, 0, place);
  }

  #pool(
    entry: ActionEntry,
    following: ActionEntry | undefined,
    condition: Evaluate | null,
    place: string,
  ): ActionLine | null {
    if (entry.options['for_next'] !== '1' || following === undefined) {
      return this.#wait(entry.options['wait'] ?? DEFAULT_WAIT_S, condition, place);
    }
    const next = this.#line(following, undefined, `${place}.next`);
    return next instanceof AbilityLine ? new PoolLine(next, condition) : null;
  }

  #sequence(entry: ActionEntry, condition: Evaluate | null): SequenceLine | null {
    const steps: Ability[] = [];
    for (const { action } of entry.steps ?? []) {
      const ability = this.#world.abilities.get(action);
      if (ability !== undefined) steps.push(ability);
      else if (!this.#world.accepted.has(action)) this.#world.notModelled.add(`action: ${action}`);
    }
    if (steps.length === 0) return null;
    const line = new SequenceLine(steps, condition, entry.action === 'strict_sequence');
    this.#sequences.push(line);
    return line;
  }

  #variable(entry: ActionEntry, condition: Evaluate | null): EffectLine | null {
    const variable = this.#variables.get(entry.options['name'] ?? '');
    const effect =
      variable === undefined ? null : variableOperation(variable, entry, (text) => this.#evaluate(text, 'variable'));
    if (effect === null) {
      this.#world.notModelled.add(`action: variable,op=${entry.options['op'] ?? 'set'}`);
      return null;
    }
    return new EffectLine(effect, condition);
  }

  #condition(text: string | undefined, action: string): Evaluate | null | typeof NEVER_HOLDS {
    if (text === undefined) return null;
    const compiled = compileExpression(text, action, this.#resolve, this.#noteUnknown);
    if (typeof compiled === 'function') return compiled;
    return compiled === 0 ? NEVER_HOLDS : null;
  }

  #evaluate(text: string, action: string): Evaluate {
    const compiled = compileExpression(text, action, this.#resolve, this.#noteUnknown);
    return typeof compiled === 'function' ? compiled : () => compiled;
  }

  readonly #resolve: NameResolver = (parts, action) => {
    const [first, second] = parts;
    if (first === 'variable' && second !== undefined) {
      const variable = this.#variables.get(second);
      return variable === undefined ? null : () => variable.value;
    }
    return this.#world.resolve(parts, action);
  };

  readonly #noteUnknown = (name: string): void => {
    this.#world.notModelled.add(`expression: ${name}`);
  };
}

const READ_OPTIONS: ReadonlySet<string> = new Set([
  'if',
  'line_cd',
  'name',
  'target',
  'target_if',
  'cycle_targets',
  'max_cycle_targets',
  'moving',
  'use_off_gcd',
  'precast_time',
  'precombat_time',
  'precombat_seconds',
  'slot',
]);

/** Whether a choice can come to nobody although somebody is there. */
const refuses = (target: TargetChoice): boolean =>
  target.kind === 'fixed' || (target.kind === 'first' && target.expression !== null);
