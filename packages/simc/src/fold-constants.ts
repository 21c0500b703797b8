import type { BinaryOperator, Expression, UnaryOperator } from './ast.ts';

const truth = (condition: boolean): number => (condition ? 1 : 0);

/** What an operator gives for two numbers; `null` for `~` and `!~`, which compare names. Zero is false. */
export const applyBinary = (operator: BinaryOperator, left: number, right: number): number | null => {
  switch (operator) {
    case '|':
      return truth(left !== 0 || right !== 0);
    case '^^':
      return truth((left !== 0) !== (right !== 0));
    case '&':
      return truth(left !== 0 && right !== 0);
    case '=':
      return truth(left === right);
    case '!=':
      return truth(left !== right);
    case '<':
      return truth(left < right);
    case '<=':
      return truth(left <= right);
    case '>':
      return truth(left > right);
    case '>=':
      return truth(left >= right);
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '%':
      return left / right;
    case '%%':
      return left % right;
    case '<?':
      return left > right ? left : right;
    case '>?':
      return left < right ? left : right;
    case '~':
    case '!~':
      return null;
    default:
      return operator satisfies never;
  }
};

/** What a unary operator gives for a number. */
export const applyUnary = (operator: UnaryOperator, operand: number): number => {
  switch (operator) {
    case '-':
      return 0 - operand;
    case '!':
      return truth(operand === 0);
    case '@':
      return Math.abs(operand);
    case 'floor':
      return Math.floor(operand);
    case 'ceil':
      return Math.ceil(operand);
    default:
      return operator satisfies never;
  }
};

const asNumber = (value: number, expression: Expression): Expression =>
  Number.isFinite(value) ? { kind: 'number', value: value === 0 ? 0 : value, at: expression.at } : expression;

/**
 * Replaces what can be known beforehand by its value: arithmetic on numbers, `0 & x`, `1 | x`. `resolve` may give the
 * value of a name that never changes during a fight (a talent, the number of targets), as the parts of the name.
 * What would not be finite (a division by zero) is left as it is, for the caller to refuse.
 */
export const foldConstants = (
  expression: Expression,
  resolve: (parts: readonly string[]) => number | null = () => null,
): Expression => {
  switch (expression.kind) {
    case 'number':
      return expression;
    case 'name': {
      const value = resolve(expression.parts);
      return value === null ? expression : asNumber(value, expression);
    }
    case 'unary': {
      const operand = foldConstants(expression.operand, resolve);
      if (operand.kind === 'number') return asNumber(applyUnary(expression.operator, operand.value), expression);
      return operand === expression.operand ? expression : { ...expression, operand };
    }
    case 'binary':
      return foldBinary(expression, resolve);
    default:
      return expression satisfies never;
  }
};

const foldBinary = (
  expression: Extract<Expression, { kind: 'binary' }>,
  resolve: (parts: readonly string[]) => number | null,
): Expression => {
  const left = foldConstants(expression.left, resolve);
  const right = foldConstants(expression.right, resolve);
  const folded = left === expression.left && right === expression.right ? expression : { ...expression, left, right };
  if (left.kind === 'number' && right.kind === 'number') {
    const value = applyBinary(expression.operator, left.value, right.value);
    return value === null ? folded : asNumber(value, folded);
  }
  // Names have no effects when read, so a side that decides the result makes the other one needless.
  const known = left.kind === 'number' ? left.value : right.kind === 'number' ? right.value : null;
  if (known !== null && expression.operator === '&' && known === 0) return asNumber(0, folded);
  if (known !== null && expression.operator === '|' && known !== 0) return asNumber(1, folded);
  return folded;
};
