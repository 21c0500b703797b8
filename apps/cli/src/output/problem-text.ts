import { styleText } from 'node:util';
import type { FieldError } from '@wowlab/protocol';
import { printable } from './table.ts';

/** Everything wrong with an input, one fault a paragraph: where, the value, what is wrong, what to do. */
export const fieldErrorsText = (errors: readonly FieldError[]): string =>
  errors
    .map((error) => {
      const place = error.line === undefined ? error.field : `line ${error.line}:${error.column ?? 1}, ${error.field}`;
      return `${styleText('red', printable(place))}: ${printable(error.problem)}\n    value: ${printable(error.value)}\n    remedy: ${printable(error.remedy)}`;
    })
    .join('\n');
