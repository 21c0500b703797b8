import { Type } from 'typebox';
import { Compile } from 'typebox/compile';

/** The server answered and said no; `code` is its error code, or the HTTP status when it gave none. */
export interface RealtimeRefused {
  readonly kind: 'refused';
  readonly code: number;
  readonly message: string;
}

/** No usable answer came. The call may or may not have taken effect. */
export interface RealtimeUnavailable {
  readonly kind: 'unavailable';
  readonly reason: string;
}

export type RealtimeOutcome<Result> = ({ readonly kind: 'ok' } & Result) | RealtimeRefused | RealtimeUnavailable;

/** The envelope of every API answer: errors come with HTTP 200 too. */
const Envelope = Compile(
  Type.Object({
    error: Type.Optional(Type.Object({ code: Type.Integer(), message: Type.Optional(Type.String()) })),
    result: Type.Optional(Type.Unknown()),
  }),
);

/** Reads `{ error }` or `{ result }` and hands the result on. */
export const openEnvelope = <Result>(
  body: unknown,
  read: (result: unknown) => RealtimeOutcome<Result>,
): RealtimeOutcome<Result> => {
  if (!Envelope.Check(body)) return { kind: 'unavailable', reason: 'the answer is neither a result nor an error' };
  if (body.error !== undefined) {
    return { kind: 'refused', code: body.error.code, message: body.error.message ?? 'no message' };
  }
  return read(body.result);
};
