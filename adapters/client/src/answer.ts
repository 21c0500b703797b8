import type { Problem } from '@wowlab/protocol';

/** What became of a request. Nothing but an abort by the caller's own signal throws. */
export type Answer<Value> =
  /** `etag` as the server sent it, for a conditional change. */
  | { readonly kind: 'ok'; readonly value: Value; readonly etag: string | null }
  /** The server answered and refused; `problem.code` names the refusal (docs/errors.md). */
  | { readonly kind: 'refused'; readonly problem: Problem }
  /** No usable answer came in the time given for retries; `reason` is for people. */
  | { readonly kind: 'unreachable'; readonly reason: string };

/** The failed half of an answer in words: what happened and what to do. */
export const explainFailure = (answer: Exclude<Answer<unknown>, { kind: 'ok' }>): string =>
  answer.kind === 'refused'
    ? `${answer.problem.title}: ${answer.problem.detail}. ${answer.problem.remedy}`
    : answer.reason;
