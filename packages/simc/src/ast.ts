/** Where a token starts in the text a player pasted. Both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** `@` is the absolute value; `abs(…)` is another spelling of it. */
export type UnaryOperator = '-' | '!' | '@' | 'floor' | 'ceil';

/** `/` of arithmetic is written `%` in action lists, modulo is `%%`; `<?` is max and `>?` is min. */
export type BinaryOperator =
  | '|'
  | '^^'
  | '&'
  | '='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '~'
  | '!~'
  | '+'
  | '-'
  | '*'
  | '%'
  | '%%'
  | '<?'
  | '>?';

/** An action-list expression. Zero is false, anything else is true. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number; readonly at: Position }
  | { readonly kind: 'name'; readonly parts: readonly string[]; readonly at: Position }
  | { readonly kind: 'unary'; readonly operator: UnaryOperator; readonly operand: Expression; readonly at: Position }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
      readonly at: Position;
    };

/** One line of an action list: the action's name and its options as written, without the separators. */
export interface ActionEntry {
  /** In lower case, e.g. `kill_command`. */
  readonly action: string;
  /** E.g. `{ if: 'focus>50', line_cd: '10' }`. Values are text without white space that is known to parse. */
  readonly options: Readonly<Record<string, string>>;
  /** What a `sequence` or `strict_sequence` does one after another; absent for every other action. */
  readonly steps?: readonly ActionEntry[];
}

/** A named action list; `default` is the one a fight starts with, `precombat` runs before it. */
export interface ActionList {
  readonly name: string;
  readonly entries: readonly ActionEntry[];
}
