import type { BinaryOperator, Expression, Position, UnaryOperator } from './ast.ts';
import { lexExpression, type ExpressionToken } from './expression-lexer.ts';
import { problemAt, type Problem } from './problem.ts';
import { profileLimits } from './profile-limits.ts';

export type ParsedExpression =
  | { readonly kind: 'ok'; readonly expression: Expression }
  | { readonly kind: 'invalid'; readonly problem: Problem };

/**
 * Binding strength, loosest first; operators of one strength group from the left.
 * Source: simulationcraft/simc engine/sim/expressions.cpp, `precedence`.
 */
export const bindingStrength: Readonly<Record<BinaryOperator, number>> = {
  '|': 1,
  '^^': 2,
  '&': 3,
  '=': 4,
  '!=': 4,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '~': 4,
  '!~': 4,
  '<?': 5,
  '>?': 5,
  '+': 6,
  '-': 6,
  '*': 7,
  '%': 7,
  '%%': 7,
};

const functions: ReadonlyMap<string, UnaryOperator> = new Map([
  ['floor', 'floor'],
  ['ceil', 'ceil'],
  ['abs', '@'],
]);

/** Carries the one problem that ends a parse out of the recursion; never leaves this file. */
class Refusal extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.problem);
    this.problem = problem;
  }
}

/** Recursion is bounded by `maxExpressionDepth`, which is counted before each descent. */
class ExpressionParser {
  private readonly tokens: readonly ExpressionToken[];
  private readonly end: Position;
  private index = 0;
  private depth = 0;

  constructor(tokens: readonly ExpressionToken[], end: Position) {
    this.tokens = tokens;
    this.end = end;
  }

  whole(): Expression {
    const expression = this.binary(1);
    const left = this.tokens[this.index];
    if (left === undefined) return expression;
    if (left.kind === 'close')
      throw new Refusal(
        problemAt(
          left.at,
          'expression',
          ')',
          'This parenthesis was never opened.',
          'Remove it, or add the missing "(" before it.',
        ),
      );
    throw new Refusal(
      problemAt(
        left.at,
        'expression',
        left.text,
        'An operator is missing before this.',
        'Join conditions with & (and) or | (or).',
      ),
    );
  }

  private binary(weakest: number): Expression {
    let left = this.unary();
    for (;;) {
      const token = this.tokens[this.index];
      if (token?.kind !== 'operator' || token.text === '!' || token.text === '@') return left;
      const strength = bindingStrength[token.text];
      if (strength < weakest) return left;
      this.index += 1;
      left = { kind: 'binary', operator: token.text, left, right: this.binary(strength + 1), at: token.at };
    }
  }

  private unary(): Expression {
    const token = this.tokens[this.index];
    if (token?.kind !== 'operator') return this.operand();
    if (token.text !== '-' && token.text !== '+' && token.text !== '!' && token.text !== '@') return this.operand();
    this.index += 1;
    const operand = this.deeper(token.at, () => this.unary());
    if (token.text === '+') return operand;
    if (token.text === '-' && operand.kind === 'number')
      return { kind: 'number', value: 0 - operand.value, at: token.at };
    return { kind: 'unary', operator: token.text, operand, at: token.at };
  }

  private operand(): Expression {
    const token = this.tokens[this.index];
    if (token === undefined) {
      const before = this.tokens.at(-1);
      throw new Refusal(
        before === undefined
          ? problemAt(
              this.end,
              'expression',
              '',
              'The expression is empty.',
              'Write a condition, or leave the option out.',
            )
          : problemAt(
              before.at,
              'expression',
              before.text,
              'The expression ends where a value is expected.',
              `Add what comes after "${before.text}", or remove it.`,
            ),
      );
    }
    this.index += 1;
    switch (token.kind) {
      case 'number':
        return { kind: 'number', value: Number(token.text), at: token.at };
      case 'name':
        return this.nameOrCall(token.text, token.at);
      case 'open':
        return this.closed(token.at);
      case 'close':
        throw new Refusal(
          problemAt(
            token.at,
            'expression',
            ')',
            'A value is expected before this parenthesis.',
            'Remove the empty or unopened parentheses.',
          ),
        );
      case 'operator':
        throw new Refusal(
          problemAt(
            token.at,
            'expression',
            token.text,
            `The operator "${token.text}" has no value on its left.`,
            'Write a name or number before it, or remove it.',
          ),
        );
      default:
        return token satisfies never;
    }
  }

  private nameOrCall(text: string, at: Position): Expression {
    const name = text.toLowerCase();
    const next = this.tokens[this.index];
    if (next?.kind === 'open') {
      const operator = functions.get(name);
      if (operator === undefined)
        throw new Refusal(
          problemAt(
            at,
            'expression',
            text,
            `"${text.slice(0, 40)}" is not a function.`,
            'The functions are floor(…), ceil(…) and abs(…).',
          ),
        );
      this.index += 1;
      return { kind: 'unary', operator, operand: this.closed(next.at), at };
    }
    const parts = name.split('.');
    if (parts.includes(''))
      throw new Refusal(
        problemAt(
          at,
          'expression',
          text,
          'A name has an empty part between full stops.',
          'Write it like buff.bestial_wrath.up.',
        ),
      );
    if (text.length > profileLimits.maxTokenLength)
      throw new Refusal(
        problemAt(
          at,
          'expression',
          text,
          `A name is longer than ${profileLimits.maxTokenLength} characters.`,
          'Shorten it.',
        ),
      );
    return { kind: 'name', parts, at };
  }

  private closed(openAt: Position): Expression {
    const inner = this.deeper(openAt, () => this.binary(1));
    const close = this.tokens[this.index];
    if (close?.kind === 'close') {
      this.index += 1;
      return inner;
    }
    if (close === undefined)
      throw new Refusal(
        problemAt(openAt, 'expression', '(', 'This parenthesis is never closed.', 'Add the missing ")".'),
      );
    throw new Refusal(
      problemAt(
        close.at,
        'expression',
        close.text,
        'An operator or ")" is missing before this.',
        'Join conditions with & (and) or | (or), or close the parenthesis.',
      ),
    );
  }

  private deeper(at: Position, descend: () => Expression): Expression {
    this.depth += 1;
    if (this.depth > profileLimits.maxExpressionDepth) {
      throw new Refusal(
        problemAt(
          at,
          'expression',
          '',
          `The expression is nested more than ${profileLimits.maxExpressionDepth} deep.`,
          'Split it with variables: actions+=/variable,name=…,value=….',
        ),
      );
    }
    const expression = descend();
    this.depth -= 1;
    return expression;
  }
}

/**
 * Reads one action-list expression. `at` is where the text starts in the profile, so that positions point there.
 * `abs(x)` becomes `@x`, a unary plus vanishes and a minus before a number is folded into it. Never throws.
 */
export const parseExpression = (text: string, at: Position = { line: 1, column: 1 }): ParsedExpression => {
  const lexed = lexExpression(text, at);
  if (lexed.kind === 'invalid') return lexed;
  try {
    return { kind: 'ok', expression: new ExpressionParser(lexed.tokens, at).whole() };
  } catch (cause) {
    if (cause instanceof Refusal) return { kind: 'invalid', problem: cause.problem };
    throw cause;
  }
};
