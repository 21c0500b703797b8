import { Type } from 'typebox';
import { refusals, type Refusal, type RefusalCode } from './refusals.ts';

/** One fault of the input: where it stands, the offending value, what is wrong and what to do. */
export const FieldError = Type.Object(
  {
    field: Type.String({ description: 'JSON pointer of the field, or the key of a profile line.' }),
    line: Type.Optional(Type.Integer()),
    column: Type.Optional(Type.Integer()),
    value: Type.String(),
    problem: Type.String(),
    remedy: Type.String(),
  },
  { additionalProperties: false },
);
export type FieldError = Type.Static<typeof FieldError>;

/** Problem details of RFC 9457. `type` is `/problems/<code>`. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    remedy: Type.String(),
    code: Type.String(),
    instance: Type.Optional(Type.String()),
    errors: Type.Optional(Type.Array(FieldError)),
    serverTimeMs: Type.Optional(Type.Integer()),
    retryAfterMs: Type.Optional(Type.Integer()),
  },
  { additionalProperties: false },
);
export type Problem = Type.Static<typeof Problem>;

/** The problem for a refusal; `detail` quotes what was sent. */
export const makeProblem = (
  code: RefusalCode,
  detail: string,
  more: Pick<Problem, 'errors' | 'instance' | 'serverTimeMs' | 'retryAfterMs'> = {},
): Problem => {
  const refusal: Refusal = refusals[code];
  return {
    type: `/problems/${code}`,
    title: refusal.title,
    status: refusal.status,
    detail,
    remedy: refusal.remedy,
    code,
    ...more,
  };
};
