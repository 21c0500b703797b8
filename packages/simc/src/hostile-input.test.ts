import { performance } from 'node:perf_hooks';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalConfig } from './canonical-config.ts';
import { parseActionEntry } from './parse-action-entry.ts';
import { parseExpression } from './parse-expression.ts';
import { parseJobInput } from './parse-job-input.ts';
import type { Problem } from './problem.ts';
import { profileLimits } from './profile-limits.ts';
import { hunter, text } from './test-profile.ts';

const printable = (shown: string): boolean => /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*$/u.test(shown);

/** What every problem keeps, whatever was written. */
const isDecent = ({ line, column, field, value, problem, remedy }: Problem): boolean =>
  line >= 1 &&
  column >= 1 &&
  problem !== '' &&
  remedy !== '' &&
  value.length <= 800 &&
  problem.length + remedy.length <= 1600 &&
  [field, value, problem, remedy].every(printable);

/** A profile is either explained or makes configs that have a canonical text. */
const isAnswered = (profile: string): boolean => {
  const parsed = parseJobInput(profile);
  if (parsed.kind === 'ok')
    return (
      parsed.input.arms.every(({ config }) => canonicalConfig(config) !== '') && parsed.input.notes.every(printable)
    );
  const { problems } = parsed;
  return problems.length > 0 && problems.length <= profileLimits.maxProblems && problems.every(isDecent);
};

/** Nothing, or the case that failed. */
const counterexample = <T>(values: fc.Arbitrary<T>, holds: (value: T) => boolean, numRuns: number): unknown =>
  fc.check(fc.property(values, holds), { numRuns }).counterexample;

const fragment = fc.constantFrom(
  'hunter="A"',
  'spec=survival',
  'ruleset=mop',
  'race=orc',
  'copy=B',
  'copy="B,A"',
  'profileset."P"+=',
  'profileset.P=',
  'actions=',
  'actions+=/',
  'actions.a=',
  'call_action_list,name=a',
  'head=',
  ',id=1',
  ',if=',
  'a&b',
  '(',
  ')',
  '!',
  '%',
  '|',
  '<?',
  'max_time=',
  '300',
  '0',
  '-1',
  '1e400',
  'NaN',
  '"',
  '#',
  '# head=,id=3',
  '### Gear from Bags',
  '\n',
  '\r\n',
  ' ',
  '\t',
  '\u0000',
  '\u001B[31m',
  '\u202E',
  '\uD800',
  '<script>',
  '=',
  '+=',
  '/',
  ',',
  ':',
  'enemy="E"',
  'level=',
  'raid_events=/adds',
  'override.bloodlust=',
  'variable,name=x,value=',
  'variable.x',
  'sequence,name=s:',
  'talents=',
  '312111',
  'weapon=gun_3.0speed_1min_2max',
  'gear_agility=',
  'set_bonus=',
  'tier14_2pc=1',
  '__proto__',
  '$(a)=b',
  'x'.repeat(200),
);

const pieces = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(fragment, { maxLength }).map((parts) => parts.join(''));

describe('hostile input', () => {
  it('made of any characters never throws and is explained', () => {
    expect(counterexample(fc.string({ unit: 'binary', maxLength: 300 }), isAnswered, 200)).toBeNull();
  });

  it('made of pieces of the language never throws and is explained', () => {
    expect(counterexample(pieces(60), isAnswered, 600)).toBeNull();
  });

  it('made of lines of the language never throws and is explained', () => {
    expect(
      counterexample(fc.array(pieces(6), { maxLength: 30 }), (lines) => isAnswered(text(...hunter, ...lines)), 400),
    ).toBeNull();
  });

  it('in an expression or an action never throws', () => {
    const answered = (source: string): boolean => {
      const expression = parseExpression(source);
      const entry = parseActionEntry(source);
      return (
        (expression.kind === 'ok' || isDecent(expression.problem)) &&
        (entry.kind === 'ok' || (entry.problems.length > 0 && entry.problems.every(isDecent)))
      );
    };
    expect(counterexample(fc.oneof(fc.string({ maxLength: 200 }), pieces(40)), answered, 400)).toBeNull();
  });

  it('gives the same answer twice', () => {
    const twice = (source: string): boolean => {
      const profile = text(...hunter, source);
      return JSON.stringify(parseJobInput(profile)) === JSON.stringify(parseJobInput(profile));
    };
    expect(counterexample(pieces(40), twice, 100)).toBeNull();
  });

  const bytes = 64 * 1024;
  const fill = (piece: string): string => piece.repeat(Math.floor(bytes / piece.length));

  it.each([
    ['opening parentheses', `actions=x,if=${fill('(').slice(0, 16_000)}`],
    ['opening parentheses over many lines', fill(`actions=x,if=${'('.repeat(8_000)}\n`)],
    ['closing parentheses', fill(`actions+=/x,if=a${')'.repeat(2_000)}\n`)],
    ['minus signs', fill(`actions+=/x,if=${'-'.repeat(8_000)}1\n`)],
    ['quotes', fill('"')],
    ['equals signs', fill('=')],
    ['number signs', fill('#')],
    ['blanks', fill(' ')],
    ['carriage returns', fill('\r')],
    ['slashes', `actions=${fill('/').slice(0, 16_000)}`],
    ['commas', `actions=x${fill(',').slice(0, 16_000)}`],
    ['colons', `actions=sequence${fill(':a').slice(0, 16_000)}`],
    ['one long name', fill('a')],
    ['digits', `iterations=${fill('9').slice(0, 16_000)}`],
    ['unknown keys', fill('kye=1\n')],
    ['gear options', fill(`head=${',id=1'.repeat(2_000)}\n`)],
    ['bonus ids', `head=,bonus_id=${fill('1/').slice(0, 16_000)}`],
    ['talent names', `class_talents=${fill('a:1/').slice(0, 16_000)}`],
    ['half surrogates', fill('\uD800')],
    ['comments like items', fill('# head=,id=1,bonus_id=1/2/3\n')],
    ['comments like titles', fill('# ((((((((((((((((((((((((((((((((((((((((((((((\n')],
    ['names of variables', fill(`actions+=/x,if=${'variable.'.repeat(500)}\n`)],
    ['copies', fill('copy=a\n')],
    ['raid events', `raid_events=${fill('/adds,count=1').slice(0, 16_000)}`],
  ])('of 64 KiB of %s is answered at once', (_, body) => {
    const profile = text(...hunter, body);
    // The first run also pays for compiling; what matters is that the cost does not grow with the square of the length.
    expect(isAnswered(profile)).toBe(true);
    const times = [1, 2, 3].map(() => {
      const started = performance.now();
      parseJobInput(profile);
      return performance.now() - started;
    });
    // The square of 64 Ki would be seconds; a busy machine is not the parser's fault.
    expect(Math.min(...times)).toBeLessThan(1_500);
  });

  it('takes time in proportion to its length', () => {
    const timeOf = (lines: number): number => {
      const profile = text(
        ...hunter,
        'actions=x',
        ...Array.from(
          { length: lines },
          () => 'actions+=/kill_command,if=focus>40&(buff.bestial_wrath.up|cooldown.bestial_wrath.remains>5)',
        ),
      );
      parseJobInput(profile);
      const times = Array.from({ length: 25 }, () => {
        const started = performance.now();
        expect(parseJobInput(profile).kind).toBe('ok');
        return performance.now() - started;
      });
      return Math.min(...times);
    };
    // Small enough to run within one slice of a busy processor; the least of many runs is the parser's own time.
    expect(timeOf(240) / timeOf(60)).toBeLessThan(12);
  });
});
