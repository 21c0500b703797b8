import type { Problem, RefusalCode } from '@wowlab/protocol';

export type Headers = Readonly<Record<string, string>>;

export interface Answered {
  readonly kind: 'answered';
  readonly status: number;
  /** Sent as JSON; undefined for none. */
  readonly body?: unknown;
  readonly headers?: Headers;
}

/** A body that is sent as it stands. */
export interface AnsweredText {
  readonly kind: 'text';
  readonly contentType: string;
  readonly text: string;
  readonly headers?: Headers;
}

export interface Refused {
  readonly kind: 'refused';
  readonly code: RefusalCode;
  /** For the caller: quotes what was sent, never a secret. */
  readonly detail: string;
  readonly more: RefusalMore;
}

export interface RefusalMore extends Pick<Problem, 'errors' | 'serverTimeMs' | 'retryAfterMs'> {
  readonly headers?: Headers;
}

/** What a route says to a call. */
export type Outcome = Answered | AnsweredText | Refused;

export const answer = (status: number, body?: unknown, headers: Headers = {}): Answered => ({
  kind: 'answered',
  status,
  body,
  headers,
});

export const refuse = (code: RefusalCode, detail: string, more: RefusalMore = {}): Refused => ({
  kind: 'refused',
  code,
  detail,
  more,
});
