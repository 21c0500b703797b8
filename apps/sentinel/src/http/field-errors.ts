import type { FieldError } from '@wowlab/protocol';
import type { Validator } from 'typebox/compile';

const maxShown = 120;

/** The value at a JSON pointer, as text that fits a message. */
const shownAt = (value: unknown, pointer: string): string => {
  let at: unknown = value;
  for (const part of pointer.split('/').slice(1)) {
    if (typeof at !== 'object' || at === null) return 'nothing';
    at = (at as Readonly<Record<string, unknown>>)[part.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  const text = at === undefined ? 'nothing' : JSON.stringify(at);
  return text.length > maxShown ? `${text.slice(0, maxShown)}…` : text;
};

/** Every fault the schema finds (a bounded number of them): where, what stands there, what is wanted. */
export const fieldErrors = (validator: Validator, value: unknown): FieldError[] =>
  validator.Errors(value).flatMap((error): FieldError[] => {
    // Each unknown key is named by its own error; the object's says it again.
    if (error.keyword === 'additionalProperties') return [];
    if (error.keyword === 'boolean') {
      return [
        {
          field: error.instancePath,
          value: shownAt(value, error.instancePath),
          problem: 'is not a field of this request',
          remedy: 'Leave it out; the API description lists every field.',
        },
      ];
    }
    if (error.keyword === 'required') {
      return error.params.requiredProperties.map((name) => ({
        field: `${error.instancePath}/${name}`,
        value: 'nothing',
        problem: 'is missing',
        remedy: 'Send it; the API description says its type.',
      }));
    }
    return [
      {
        field: error.instancePath,
        value: shownAt(value, error.instancePath),
        problem: error.message,
        remedy: 'Send a value as the API description says.',
      },
    ];
  });
