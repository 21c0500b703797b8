import { Problem } from '@wowlab/protocol';
import type { Static, TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { Clean } from 'typebox/value';
import type { Answer } from './answer.ts';
import type { HttpResponse } from './http-transport.ts';

const validators = new WeakMap<TSchema, Validator>();

const validatorOf = (schema: TSchema): Validator => {
  let validator = validators.get(schema);
  if (validator === undefined) {
    validator = Compile(schema);
    validators.set(schema, validator);
  }
  return validator;
};

export type ReadValue<Value> =
  | { readonly kind: 'read'; readonly value: Value }
  | { readonly kind: 'invalid'; readonly problem: string };

/** A value of unknown origin by its schema. Fields that the schema does not know are dropped: a newer server may send more. */
export const readValue = <Schema extends TSchema>(schema: Schema, value: unknown): ReadValue<Static<Schema>> => {
  const validator = validatorOf(schema);
  if (validator.Check(value)) return { kind: 'read', value: value as Static<Schema> };
  const cleaned = Clean(schema, value);
  if (validator.Check(cleaned)) return { kind: 'read', value: cleaned as Static<Schema> };
  const [first] = validator.Errors(cleaned);
  const where = first === undefined || first.instancePath === '' ? 'the whole' : first.instancePath;
  return { kind: 'invalid', problem: `${where} ${first?.message ?? 'has another shape'}` };
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const wholeMs = (seconds: string | null): number | undefined => {
  const value = seconds === null ? Number.NaN : Number(seconds);
  return Number.isFinite(value) && value >= 0 ? Math.round(value * 1000) : undefined;
};

/** The problem that an answer states; one made up from the status where something else than a sentinel answered. */
const problemOf = (response: HttpResponse): Problem => {
  const read = readValue(Problem, parse(response.text));
  const retryAfterMs = wholeMs(response.header('retry-after'));
  if (read.kind === 'read') {
    return retryAfterMs === undefined || read.value.retryAfterMs !== undefined
      ? read.value
      : { ...read.value, retryAfterMs };
  }
  return {
    type: 'about:blank',
    title: 'The server gave an unexpected answer',
    status: response.status,
    detail: `status ${response.status} without problem details`,
    remedy: 'Check that the address is that of a sentinel, and what stands in front of it.',
    code: `http-${response.status}`,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
};

/** Reads a success by its schema, anything else as a refusal. */
export const readAnswer = <Schema extends TSchema>(schema: Schema, response: HttpResponse): Answer<Static<Schema>> => {
  if (response.status < 200 || response.status > 299) return { kind: 'refused', problem: problemOf(response) };
  const read = readValue(schema, parse(response.text));
  if (read.kind === 'read') return { kind: 'ok', value: read.value, etag: response.header('etag') };
  return { kind: 'unreachable', reason: `the server's answer is not of the agreed shape: ${read.problem}` };
};
