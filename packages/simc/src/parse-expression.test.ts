import { describe, expect, it } from 'vitest';
import type { Expression } from './ast.ts';
import { parseExpression } from './parse-expression.ts';
import { profileLimits } from './profile-limits.ts';

/** The tree as a fully parenthesised text, so that a golden shows what binds to what. */
const tree = (expression: Expression): string => {
  switch (expression.kind) {
    case 'number':
      return String(expression.value);
    case 'name':
      return expression.parts.join('.');
    case 'unary':
      return `${expression.operator}(${tree(expression.operand)})`;
    case 'binary':
      return `(${tree(expression.left)} ${expression.operator} ${tree(expression.right)})`;
    default:
      return expression satisfies never;
  }
};

const read = (text: string): string => {
  const parsed = parseExpression(text);
  return parsed.kind === 'ok' ? tree(parsed.expression) : `${parsed.problem.column}: ${parsed.problem.problem}`;
};

describe('the expression grammar', () => {
  it.each([
    // Each operator against the next tighter one, on both sides.
    ['a|b^^c', '(a | (b ^^ c))'],
    ['a^^b|c', '((a ^^ b) | c)'],
    ['a^^b&c', '(a ^^ (b & c))'],
    ['a&b^^c', '((a & b) ^^ c)'],
    ['a&b=c', '(a & (b = c))'],
    ['a=b&c', '((a = b) & c)'],
    ['a<b<?c', '(a < (b <? c))'],
    ['a<?b<c', '((a <? b) < c)'],
    ['a<?b+c', '(a <? (b + c))'],
    ['a+b>?c', '((a + b) >? c)'],
    ['a+b*c', '(a + (b * c))'],
    ['a*b+c', '((a * b) + c)'],
    ['a*-b', '(a * -(b))'],
    ['-a*b', '(-(a) * b)'],
    ['!a&b', '(!(a) & b)'],
    ['!a=b', '(!(a) = b)'],
    ['@a-b', '(@(a) - b)'],
    // The same strength groups from the left.
    ['a-b-c', '((a - b) - c)'],
    ['a-b+c', '((a - b) + c)'],
    ['a%b*c', '((a % b) * c)'],
    ['a%%b%c', '((a %% b) % c)'],
    ['a<?b>?c', '((a <? b) >? c)'],
    ['a=b!=c', '((a = b) != c)'],
    ['a|b|c', '((a | b) | c)'],
    ['a&b|c&d', '((a & b) | (c & d))'],
    // Every operator and its other spelling.
    ['a<=b', '(a <= b)'],
    ['a>=b', '(a >= b)'],
    ['a>b', '(a > b)'],
    ['a!=b', '(a != b)'],
    ['a~b', '(a ~ b)'],
    ['a!~b', '(a !~ b)'],
    ['a%%b', '(a %% b)'],
    ['a&&b||c', '((a & b) | c)'],
    ['a==b', '(a = b)'],
    ['a^b', '(a ^^ b)'],
    ['a~~b', '(a ~ b)'],
    // Values.
    ['1', '1'],
    ['1.50', '1.5'],
    ['3.', '3'],
    ['-3', '-3'],
    ['2-3', '(2 - 3)'],
    ['2--3', '(2 - -3)'],
    ['2+-3', '(2 + -3)'],
    ['+a', 'a'],
    ['--a', '-(-(a))'],
    ['!!a', '!(!(a))'],
    ['floor(a%b)', 'floor((a % b))'],
    ['CEIL(a)', 'ceil(a)'],
    ['abs(a-b)', '@((a - b))'],
    ['@(a-b)', '@((a - b))'],
    ['floor', 'floor'],
    ['(a|b)&c', '((a | b) & c)'],
    ['((a))', 'a'],
    ['prev_gcd.1.Barbed_Shot', 'prev_gcd.1.barbed_shot'],
    ['trinket.1.cooldown.remains', 'trinket.1.cooldown.remains'],
    [' a & b ', '(a & b)'],
    // A whole condition as shipped lists have them.
    [
      'buff.bestial_wrath.remains<execute_time+2*gcd|!apex.3&(focus.deficit>=30|cooldown.kill_command.full_recharge_time<gcd)',
      '((buff.bestial_wrath.remains < (execute_time + (2 * gcd))) | (!(apex.3) & ((focus.deficit >= 30) | (cooldown.kill_command.full_recharge_time < gcd))))',
    ],
  ])('reads %s as %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['', '1: The expression is empty.'],
    ['a&', '2: The expression ends where a value is expected.'],
    ['&a', '1: The operator "&" has no value on its left.'],
    ['a&|b', '3: The operator "|" has no value on its left.'],
    ['(a', '1: This parenthesis is never closed.'],
    ['a)', '2: This parenthesis was never opened.'],
    ['()', '2: A value is expected before this parenthesis.'],
    ['a b', '3: An operator is missing before this.'],
    ['(a b)', '4: An operator or ")" is missing before this.'],
    ['a(b)', '1: "a" is not a function.'],
    ['1(b)', '2: An operator is missing before this.'],
    ['.5', '1: A number or name cannot begin with a full stop.'],
    ['a/b', '2: A slash separates actions and cannot divide.'],
    ['a..b', '1: A name has an empty part between full stops.'],
    ['a$b', '2: This character has no meaning in an expression.'],
    ['a!b', '2: An operator is missing before this.'],
    ['!', '1: The expression ends where a value is expected.'],
  ])('refuses %s and says where and why', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it('places problems in the text around the expression', () => {
    const parsed = parseExpression('a&)', { line: 7, column: 20 });
    expect(parsed).toMatchObject({ kind: 'invalid', problem: { line: 7, column: 22, value: ')' } });
  });

  it('places every node where its operator or first character stands', () => {
    const parsed = parseExpression('a+b', { line: 2, column: 5 });
    expect(parsed).toMatchObject({
      expression: {
        at: { line: 2, column: 6 },
        left: { at: { line: 2, column: 5 } },
        right: { at: { line: 2, column: 7 } },
      },
    });
  });

  it('takes the deepest nesting it allows and refuses one more', () => {
    const nested = (depth: number): string => `${'('.repeat(depth)}a${')'.repeat(depth)}`;
    expect(read(nested(profileLimits.maxExpressionDepth))).toBe('a');
    expect(read(nested(profileLimits.maxExpressionDepth + 1))).toMatch(/nested more than 64 deep/);
    expect(read(`${'!'.repeat(profileLimits.maxExpressionDepth + 1)}a`)).toMatch(/nested more than 64 deep/);
  });

  it('takes the longest expression it allows and refuses one more part', () => {
    const parts = (count: number): string => Array.from({ length: count }, () => '1').join('+');
    expect(parseExpression(parts(profileLimits.maxExpressionTokens / 2)).kind).toBe('ok');
    expect(read(parts(profileLimits.maxExpressionTokens / 2 + 1))).toMatch(/more than 1024 parts/);
  });

  it('refuses a name that is too long', () => {
    expect(parseExpression('a'.repeat(profileLimits.maxTokenLength)).kind).toBe('ok');
    expect(read('a'.repeat(profileLimits.maxTokenLength + 1))).toMatch(/longer than 100/);
  });
});
