import { type BinaryOperator, applyBinary } from '@wowlab/simc';
import type { ActionEntry } from '@wowlab/simc';
import type { Evaluate } from './compile-expression.ts';

/** One `variable` of an action list. */
export class Variable {
  value: number;
  readonly initial: number;

  constructor(initial: number) {
    this.initial = initial;
    this.value = initial;
  }

  reset(): void {
    this.value = this.initial;
  }
}

const OPERATORS: ReadonlyMap<string, BinaryOperator> = new Map([
  ['add', '+'],
  ['sub', '-'],
  ['mul', '*'],
  ['div', '%'],
  ['mod', '%%'],
  ['min', '>?'],
  ['max', '<?'],
]);

const ZERO: Evaluate = () => 0;

/** What one `variable` action does; `null` for an operation that is not modelled. */
export const variableOperation = (
  variable: Variable,
  entry: ActionEntry,
  compile: (text: string) => Evaluate,
): (() => void) | null => {
  const operation = entry.options['op'] ?? 'set';
  const option = (name: string): Evaluate => {
    const text = entry.options[name];
    return text === undefined ? ZERO : compile(text);
  };
  const value = option('value');
  const operator = OPERATORS.get(operation);
  if (operator !== undefined) {
    return () => {
      const result = applyBinary(operator, variable.value, value()) ?? 0;
      variable.value = Number.isNaN(result) ? 0 : result;
    };
  }
  switch (operation) {
    case 'set':
      return () => {
        variable.value = value();
      };
    case 'reset':
      return () => variable.reset();
    case 'pow':
      return () => {
        variable.value = power(variable.value, value());
      };
    case 'print':
      return () => {};
    case 'floor':
      return () => {
        variable.value = Math.floor(variable.value);
      };
    case 'ceil':
      return () => {
        variable.value = Math.ceil(variable.value);
      };
    case 'setif': {
      const condition = option('condition');
      const otherwise = option('value_else');
      return () => {
        variable.value = condition() === 0 ? otherwise() : value();
      };
    }
    default:
      return null;
  }
};

const MAX_EXPONENT = 64;

/** By multiplication, which gives the same on every machine: whole exponents only, others are cut; 0 for what is not finite. */
const power = (base: number, exponent: number): number => {
  const whole = Math.min(MAX_EXPONENT, Math.trunc(Math.abs(exponent)));
  let result = 1;
  for (let step = 0; step < whole; step += 1) result *= base;
  const signed = exponent < 0 ? 1 / result : result;
  return Number.isFinite(signed) ? signed : 0;
};
