import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalConfig } from './canonical-config.ts';
import { parseActionEntry } from './parse-action-entry.ts';
import { parseExpression } from './parse-expression.ts';
import { parseJobInput } from './parse-job-input.ts';
import type { Problem } from './problem.ts';
import { profileLimits } from './profile-limits.ts';
import { hunter, text } from './test-profile.ts';

/** What every problem keeps, whatever was written. */
const expectDecent = (problems: readonly Problem[]): void => {
  expect(problems.length).toBeGreaterThan(0);
  expect(problems.length).toBeLessThanOrEqual(profileLimits.maxProblems);
  for (const problem of problems) {
    expect(problem.line).toBeGreaterThanOrEqual(1);
    expect(problem.column).toBeGreaterThanOrEqual(1);
    expect(problem.problem).not.toBe('');
    expect(problem.remedy).not.toBe('');
    // oxlint-disable-next-line no-control-regex
    expect([problem.field, problem.value, problem.problem, problem.remedy].join('\n ')).not.toMatch(
      /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uD800-\uDFFF]/u,
    );
    expect(problem.value.length).toBeLessThanOrEqual(800);
    expect(problem.problem.length + problem.remedy.length).toBeLessThanOrEqual(1600);
  }
};

const parse = (profile: string): void => {
  const parsed = parseJobInput(profile);
  if (parsed.kind === 'invalid') expectDecent(parsed.problems);
  else for (const { config } of parsed.input.arms) expect(canonicalConfig(config)).not.toBe('');
};

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

describe('hostile input', () => {
  it('made of any characters never throws and is explained', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), parse), { numRuns: 500 });
  });

  it('made of pieces of the language never throws and is explained', () => {
    fc.assert(
      fc.property(
        fc.array(fragment, { maxLength: 60 }).map((parts) => parts.join('')),
        parse,
      ),
      { numRuns: 1500 },
    );
  });

  it('made of lines of the language never throws and is explained', () => {
    const line = fc.array(fragment, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => parse(text(...hunter, ...lines))),
      { numRuns: 1000 },
    );
  });

  it('in an expression or an action never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 200 }),
          fc.array(fragment, { maxLength: 40 }).map((parts) => parts.join('')),
        ),
        (source) => {
          const expression = parseExpression(source);
          if (expression.kind === 'invalid') expectDecent([expression.problem]);
          const entry = parseActionEntry(source);
          if (entry.kind === 'invalid') expectDecent(entry.problems);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('gives the same answer twice', () => {
    fc.assert(
      fc.property(
        fc.array(fragment, { maxLength: 40 }).map((parts) => text(...hunter, parts.join(''))),
        (profile) => {
          expect(parseJobInput(profile)).toEqual(parseJobInput(profile));
        },
      ),
      { numRuns: 200 },
    );
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
    parseJobInput(profile);
    const started = performance.now();
    parse(profile);
    expect(performance.now() - started).toBeLessThan(250);
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
      const times = Array.from({ length: 5 }, () => {
        const started = performance.now();
        expect(parseJobInput(profile).kind).toBe('ok');
        return performance.now() - started;
      });
      return Math.min(...times);
    };
    expect(timeOf(900) / timeOf(225)).toBeLessThan(12);
  });
});
