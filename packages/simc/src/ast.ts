/** Where a token starts in the text a player pasted. Both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export type UnaryOperator = '-' | '!' | '@' | 'floor' | 'ceil' | 'abs';

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
  readonly action: string;
  /** Options in the order written, e.g. `{ if: 'focus>50', line_cd: '10' }`. Values are unparsed text. */
  readonly options: Readonly<Record<string, string>>;
}

/** A named action list; `default` is the one a fight starts with, `precombat` runs before it. */
export interface ActionList {
  readonly name: string;
  readonly entries: readonly ActionEntry[];
}
