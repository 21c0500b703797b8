import { refusals, type Problem, type Refusal, type RefusalCode } from '@wowlab/protocol';

/** The server refused: `problem` says what, why and what to do. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** No answer came: the server or the way to it is gone. The request may or may not have had its effect. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

const isRefusalCode = (code: string): code is RefusalCode => Object.hasOwn(refusals, code);

/** Whether the same request may succeed later. */
export const isRetryable = (error: unknown): boolean => {
  if (error instanceof UnreachableError) return true;
  if (!(error instanceof RefusedError)) return false;
  const { code, status } = error.problem;
  if (!isRefusalCode(code)) return status === 429 || status >= 500;
  const refusal: Refusal = refusals[code];
  return refusal.retryable === true;
};

/** How long the server asks to wait; null when it does not say. */
export const retryAfterMs = (error: unknown): number | null =>
  error instanceof RefusedError ? (error.problem.retryAfterMs ?? null) : null;
