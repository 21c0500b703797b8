import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expression } from './ast.ts';
import { applyBinary, applyUnary, foldConstants } from './fold-constants.ts';
import { parseExpression } from './parse-expression.ts';

const parse = (text: string): Expression => {
  const parsed = parseExpression(text);
  if (parsed.kind === 'invalid') throw new Error(parsed.problem.problem);
  return parsed.expression;
};

const fold = (text: string, names: Readonly<Record<string, number>> = {}): Expression =>
  foldConstants(parse(text), (parts) => names[parts.join('.')] ?? null);

const valueOf = (text: string, names: Readonly<Record<string, number>> = {}): number | string => {
  const folded = fold(text, names);
  return folded.kind === 'number' ? folded.value : folded.kind;
};

describe('constant folding', () => {
  it.each([
    ['2+3*4', 14],
    ['7%2', 3.5],
    ['7%%2', 1],
    ['-7%%2', -1],
    ['3<?5', 5],
    ['3>?5', 3],
    ['3=3', 1],
    ['3!=3', 0],
    ['2|0', 1],
    ['2^^3', 0],
    ['2&3', 1],
    ['!0', 1],
    ['!2', 0],
    ['@-2', 2],
    ['floor(-0.5)', -1],
    ['ceil(0.5)', 1],
    ['0*-1', 0],
  ])('computes %s as %d', (text, expected) => {
    const value = valueOf(text);
    expect(value).toBe(expected);
    expect(Object.is(value, -0)).toBe(false);
  });

  it('drops a side that cannot change the result', () => {
    expect(valueOf('0&focus')).toBe(0);
    expect(valueOf('focus&0')).toBe(0);
    expect(valueOf('focus|2')).toBe(1);
    expect(valueOf('talent.fervor&focus<37', { 'talent.fervor': 0 })).toBe(0);
  });

  it('keeps a side that decides the result', () => {
    expect(fold('1&focus')).toEqual(parse('1&focus'));
    expect(fold('0|focus')).toEqual(parse('0|focus'));
    expect(fold('0^^focus')).toEqual(parse('0^^focus'));
  });

  it('puts the value of a name that never changes in its place', () => {
    expect(valueOf('active_enemies>1', { active_enemies: 3 })).toBe(1);
    expect(valueOf('active_enemies+focus', { active_enemies: 3 })).toBe('binary');
  });

  it('leaves what would not be finite', () => {
    expect(fold('1%0')).toEqual(parse('1%0'));
    expect(fold('1%%0')).toEqual(parse('1%%0'));
  });

  it('leaves comparisons of names', () => {
    expect(fold('1~2').kind).toBe('binary');
  });

  it('never changes what an expression of numbers and names evaluates to', () => {
    const names = ['a', 'b', 'c'];
    const text = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 5 },
        fc.integer({ min: -3, max: 3 }).map((value) => `(${value})`),
        fc.constantFrom(...names),
        fc
          .tuple(
            tie('node'),
            fc.constantFrom('|', '^^', '&', '=', '!=', '<', '<=', '>', '>=', '+', '-', '*', '<?', '>?'),
            tie('node'),
          )
          .map(([left, operator, right]) => `(${left}${operator}${right})`),
        fc
          .tuple(fc.constantFrom('!', '-', '@', 'floor', 'ceil'), tie('node'))
          .map(([operator, node]) => `${operator}(${node})`),
      ),
    })).node;
    fc.assert(
      fc.property(
        text,
        fc.tuple(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -2, max: 2 }), fc.integer({ min: -2, max: 2 })),
        (source, values) => {
          const resolve = (parts: readonly string[]): number => values[names.indexOf(parts.join('.'))] ?? 0;
          const evaluate = (node: Expression): number => {
            if (node.kind === 'number') return node.value;
            if (node.kind === 'name') return resolve(node.parts);
            if (node.kind === 'unary') return applyUnary(node.operator, evaluate(node.operand));
            return applyBinary(node.operator, evaluate(node.left), evaluate(node.right)) ?? 0;
          };
          const expression = parse(source);
          expect(evaluate(foldConstants(expression)) + 0).toBe(evaluate(expression) + 0);
          expect(foldConstants(expression, resolve)).toMatchObject({ kind: 'number', value: evaluate(expression) + 0 });
        },
      ),
      { numRuns: 300 },
    );
  });
});
