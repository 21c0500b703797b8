import type { Logger } from '@wowlab/runtime';

/** What an operator may want to count and to alert on. */
export type SecurityEvent =
  | 'bad-signature'
  | 'replayed-request'
  | 'weak-key'
  | 'key-mismatch'
  | 'revoked-key'
  | 'false-result'
  | 'wrong-claim-code'
  | 'bad-enrolment'
  | 'bad-token'
  | 'bad-proxy-secret'
  | 'bad-origin'
  | 'foreign-job'
  | 'foreign-channel'
  | 'invalid-result'
  | 'rate-limited';

/** One line with a fixed type; `fields` never hold a secret, a token or a signature. */
export const logSecurityEvent = (
  log: Logger,
  event: SecurityEvent,
  fields: Readonly<Record<string, string | number | null>>,
): void => {
  log.warn({ securityEvent: event, ...fields }, `security: ${event}`);
};
