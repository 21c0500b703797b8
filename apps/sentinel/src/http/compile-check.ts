import type { FieldError, RefusalCode } from '@wowlab/protocol';
import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { fieldErrors } from './field-errors.ts';
import { refuse, type Refused } from './outcome.ts';

/** Checks one part of a request against its schema. Nothing is coerced, filled in or taken out. */
export type Check = (value: unknown) => Refused | null;

const sentence = (errors: readonly FieldError[], part: string): string => {
  const [first] = errors;
  if (first === undefined) return `The ${part} is not as described.`;
  const more = errors.length > 1 ? `, and ${errors.length - 1} more` : '';
  return `The ${part} has ${JSON.stringify(first.field || '/')}, which ${first.problem}, with the value ${first.value}${more}.`;
};

export const compileCheck = (schema: TSchema, part: string, code: RefusalCode): Check => {
  const validator: Validator = Compile(schema);
  return (value) => {
    if (validator.Check(value)) return null;
    const errors = fieldErrors(validator, value);
    return refuse(code, sentence(errors, part), { errors });
  };
};
