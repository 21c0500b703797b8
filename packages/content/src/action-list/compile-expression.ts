import {
  applyBinary,
  applyUnary,
  type BinaryOperator,
  type Expression,
  foldConstants,
  parseExpression,
} from '@wowlab/simc';
import { ConfigError } from '../config-error.ts';

/** The value of an expression at this moment of the fight. */
export type Evaluate = () => number;

/**
 * What a name in an expression stands for: a number that never changes, something to ask, or nothing known. `action` is
 * the action whose line holds the expression: `ticking` alone means the effect of that action.
 */
export type NameResolver = (parts: readonly string[], action: string) => number | Evaluate | null;

/**
 * Compiles the text of an expression. What can be known before the fight is folded; a name nobody knows counts as 0 and is
 * noted, since a list written for another character must still run.
 *
 * @returns a number when the value never changes.
 */
export const compileExpression = (
  text: string,
  action: string,
  resolveFor: NameResolver,
  onUnknown: (name: string) => void,
): number | Evaluate => {
  const resolve: Resolve = (parts) => resolveFor(parts, action);
  const parsed = parseExpression(text);
  if (parsed.kind === 'invalid') {
    throw new ConfigError('expression', text, parsed.problem.problem, parsed.problem.remedy);
  }
  const constant = (parts: readonly string[]): number | null => {
    const resolved = resolve(parts);
    if (resolved === null) {
      onUnknown(parts.join('.'));
      return 0;
    }
    return typeof resolved === 'number' ? resolved : null;
  };
  const folded = foldConstants(parsed.expression, constant);
  return folded.kind === 'number' ? folded.value : compile(folded, resolve);
};

type Resolve = (parts: readonly string[]) => number | Evaluate | null;

const compile = (expression: Expression, resolve: Resolve): Evaluate => {
  if (expression.kind === 'binary') return compileBinary(expression, resolve);
  if (expression.kind === 'unary') {
    const { operator } = expression;
    const operand = compile(expression.operand, resolve);
    return operator === '!' ? () => (operand() === 0 ? 1 : 0) : () => applyUnary(operator, operand());
  }
  const resolved = expression.kind === 'number' ? expression.value : resolve(expression.parts);
  if (typeof resolved === 'function') return resolved;
  const value = resolved ?? 0;
  return () => value;
};

/** Comparisons with a number, which lists are full of, get closures of their own. */
const COMPARISONS: ReadonlyMap<BinaryOperator, (left: Evaluate, right: number) => Evaluate> = new Map<
  BinaryOperator,
  (left: Evaluate, right: number) => Evaluate
>([
  ['<', (left, right) => () => (left() < right ? 1 : 0)],
  ['<=', (left, right) => () => (left() <= right ? 1 : 0)],
  ['>', (left, right) => () => (left() > right ? 1 : 0)],
  ['>=', (left, right) => () => (left() >= right ? 1 : 0)],
  ['=', (left, right) => () => (left() === right ? 1 : 0)],
]);

const compileBinary = (expression: Extract<Expression, { kind: 'binary' }>, resolve: Resolve): Evaluate => {
  const { operator } = expression;
  if (operator === '~' || operator === '!~') {
    throw new ConfigError(
      'expression',
      operator,
      'names can not be compared during a fight.',
      'Use = or != on numbers.',
    );
  }
  const left = compile(expression.left, resolve);
  const compare = COMPARISONS.get(operator);
  if (compare !== undefined && expression.right.kind === 'number') return compare(left, expression.right.value);
  const right = compile(expression.right, resolve);
  if (operator === '&') return () => (left() !== 0 && right() !== 0 ? 1 : 0);
  if (operator === '|') return () => (left() !== 0 || right() !== 0 ? 1 : 0);
  return () => finite(applyBinary(operator, left(), right()));
};

/** A division by zero has no value a condition could use; it counts as 0. */
const finite = (value: number | null): number => (value === null || Number.isNaN(value) ? 0 : value);
