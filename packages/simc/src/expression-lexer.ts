import type { BinaryOperator, Position } from './ast.ts';
import { problemAt, type Problem } from './problem.ts';
import { profileLimits } from './profile-limits.ts';

export type ExpressionToken =
  | { readonly kind: 'number'; readonly text: string; readonly at: Position }
  | { readonly kind: 'name'; readonly text: string; readonly at: Position }
  | { readonly kind: 'operator'; readonly text: BinaryOperator | '!' | '@'; readonly at: Position }
  | { readonly kind: 'open' | 'close'; readonly text: string; readonly at: Position };

export type LexedExpression =
  | { readonly kind: 'ok'; readonly tokens: readonly ExpressionToken[] }
  | { readonly kind: 'invalid'; readonly problem: Problem };

// Longest first, so that `<=` is not read as `<` and `=`. Doubled forms are other spellings of the same operator.
// Source: simulationcraft/simc engine/sim/expressions.cpp, lexer.
const operators: readonly (readonly [string, BinaryOperator | '!' | '@'])[] = [
  ['%%', '%%'],
  ['&&', '&'],
  ['||', '|'],
  ['^^', '^^'],
  ['~~', '~'],
  ['==', '='],
  ['!=', '!='],
  ['!~', '!~'],
  ['<=', '<='],
  ['<?', '<?'],
  ['>=', '>='],
  ['>?', '>?'],
  ['+', '+'],
  ['-', '-'],
  ['*', '*'],
  ['%', '%'],
  ['@', '@'],
  ['&', '&'],
  ['|', '|'],
  ['^', '^^'],
  ['~', '~'],
  ['=', '='],
  ['!', '!'],
  ['<', '<'],
  ['>', '>'],
];

const numberPattern = /\d+(?:\.\d*)?/y;
const namePattern = /[A-Za-z_][A-Za-z0-9_.]*/y;

const matchAt = (pattern: RegExp, text: string, index: number): string | null => {
  pattern.lastIndex = index;
  return pattern.exec(text)?.[0] ?? null;
};

/** Splits an expression into tokens; white space between them means nothing. */
export const lexExpression = (text: string, start: Position): LexedExpression => {
  const tokens: ExpressionToken[] = [];
  let index = 0;
  while (index < text.length) {
    const character = text.charAt(index);
    const at = { line: start.line, column: start.column + index };
    if (character === ' ' || character === '\t') {
      index += 1;
      continue;
    }
    if (tokens.length === profileLimits.maxExpressionTokens) {
      return {
        kind: 'invalid',
        problem: problemAt(
          at,
          'expression',
          text.slice(index),
          `This expression has more than ${profileLimits.maxExpressionTokens} parts.`,
          'Split it with variables: actions+=/variable,name=…,value=….',
        ),
      };
    }
    const token = readToken(text, index, at);
    if (token === null) {
      return { kind: 'invalid', problem: unexpectedCharacter(text, index, at) };
    }
    tokens.push(token.token);
    index += token.length;
  }
  return { kind: 'ok', tokens };
};

const readToken = (
  text: string,
  index: number,
  at: Position,
): { readonly token: ExpressionToken; readonly length: number } | null => {
  const number = matchAt(numberPattern, text, index);
  if (number !== null) return { token: { kind: 'number', text: number, at }, length: number.length };
  const name = matchAt(namePattern, text, index);
  if (name !== null) return { token: { kind: 'name', text: name, at }, length: name.length };
  const character = text.charAt(index);
  if (character === '(') return { token: { kind: 'open', text: '(', at }, length: 1 };
  if (character === ')') return { token: { kind: 'close', text: ')', at }, length: 1 };
  for (const [spelling, operator] of operators) {
    if (text.startsWith(spelling, index))
      return { token: { kind: 'operator', text: operator, at }, length: spelling.length };
  }
  return null;
};

const unexpectedCharacter = (text: string, index: number, at: Position): Problem => {
  const character = text.charAt(index);
  if (character === '.') {
    return problemAt(
      at,
      'expression',
      text.slice(index),
      'A number or name cannot begin with a full stop.',
      'Write 0.5 instead of .5.',
    );
  }
  if (character === '/') {
    return problemAt(
      at,
      'expression',
      text.slice(index),
      'A slash separates actions and cannot divide.',
      'Write % to divide.',
    );
  }
  return problemAt(
    at,
    'expression',
    text.slice(index),
    'This character has no meaning in an expression.',
    'Use names, numbers, parentheses and the operators | ^^ & = != < <= > >= ~ !~ <? >? + - * % %% ! @.',
  );
};
