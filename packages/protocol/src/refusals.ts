/** A refusal as callers see it: its HTTP status, a fixed title and what to do about it. */
export interface Refusal {
  readonly status: number;
  readonly title: string;
  readonly remedy: string;
  /** Whether the same request may succeed later. Clients retry these, and only these. */
  readonly retryable?: true;
}

/** Every refusal of the sentinel. `docs/errors.md` is generated from this table. */
export const refusals = {
  'invalid-body': {
    status: 400,
    title: 'The body is not well-formed JSON',
    remedy: 'Send one JSON value of the documented shape, in UTF-8.',
  },
  'invalid-request': {
    status: 422,
    title: 'A field has a value that is not allowed',
    remedy: 'Correct the fields named in `errors` and send the request again.',
  },
  'invalid-profile': {
    status: 422,
    title: 'The profile can not be simulated as it stands',
    remedy: 'Correct the lines named in `errors`; docs/input.md lists every key.',
  },
  'invalid-result': {
    status: 422,
    title: 'A result is not a possible aggregate of its chunk',
    remedy: 'Drop the results named in `errors`; they are not taken. Update the agent if it made them.',
  },
  'unsupported-spec': {
    status: 422,
    title: 'The specialization is not modelled by this engine build',
    remedy: 'Use one of the specializations listed in `errors`.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is larger than this route takes',
    remedy: 'Send less in one request; the limit is in the detail.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The content type or encoding is not taken here',
    remedy: 'Send application/json without Content-Encoding.',
  },
  unauthenticated: {
    status: 401,
    title: 'No valid credentials came with the request',
    remedy: 'Sign in again, or send a valid bearer token.',
  },
  'bad-signature': {
    status: 401,
    title: 'The request is not signed as it must be',
    remedy: 'Sign the request with the node key as docs/node-protocol.md says.',
  },
  'clock-skew': {
    status: 401,
    title: 'The signature was made too far from the current time',
    remedy: 'Set the clock by `serverTimeMs` of this answer and sign again.',
    retryable: true,
  },
  replayed: {
    status: 401,
    title: 'This signed request was seen before',
    remedy: 'Sign each request with a fresh nonce.',
  },
  'weak-key': {
    status: 422,
    title: 'The public key is not a usable Ed25519 key',
    remedy: 'Make a new key pair; small-order and non-canonical keys are refused.',
  },
  forbidden: {
    status: 403,
    title: 'The caller may not do this',
    remedy: 'Use an account or node that owns the resource.',
  },
  'not-found': {
    status: 404,
    title: 'There is no such resource',
    remedy: 'Check the id; what was never accepted is not there.',
  },
  'unknown-node': { status: 404, title: 'The node is not registered', remedy: 'Register the node first.' },
  revoked: {
    status: 403,
    title: 'The key of this node was revoked',
    remedy: 'It counts for nothing any more: remove the key file and claim the machine anew.',
  },
  'unknown-code': {
    status: 404,
    title: 'No node shows this code',
    remedy: 'Read the code off the node again; each is good for ten minutes.',
  },
  'code-used': {
    status: 409,
    title: 'The node was claimed by somebody else',
    remedy: 'If it is yours, revoke its key on the machine and start it anew.',
  },
  'bad-enrolment': {
    status: 403,
    title: 'The enrolment token is not taken',
    remedy: 'Make a new one in the portal; each is good for some machines and some time.',
  },
  'key-taken': {
    status: 409,
    title: 'The new key is in use already',
    remedy: 'Make a fresh key pair and rotate to that.',
  },
  'stale-session': {
    status: 409,
    title: 'A newer start of this node has taken over',
    remedy: 'Stop this agent, or register again if it is the one to keep.',
  },
  'version-conflict': {
    status: 412,
    title: 'The job has changed since it was read',
    remedy: 'Read the job again and repeat the request with its new ETag.',
  },
  'precondition-required': {
    status: 428,
    title: 'The request must say which version it means',
    remedy: 'Send If-Match with the ETag of the job, or `*`.',
  },
  'not-cancellable': {
    status: 409,
    title: 'The job has already ended',
    remedy: 'Nothing to do: read its result or its reason.',
  },
  'idempotency-conflict': {
    status: 409,
    title: 'The idempotency key was used for another request',
    remedy: 'Use a new Idempotency-Key for a new request.',
  },
  'no-result-yet': {
    status: 409,
    title: 'The job has not ended',
    remedy: 'Wait until the job is done; watch its progress.',
    retryable: true,
  },
  'no-result': {
    status: 410,
    title: 'The job ended without a result',
    remedy: 'Read the reason of the job and submit it again.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    remedy: 'Wait as long as Retry-After says.',
    retryable: true,
  },
  'queue-full': {
    status: 503,
    title: 'No more jobs are taken just now',
    remedy: 'Wait as long as Retry-After says; running jobs go on.',
    retryable: true,
  },
  unavailable: {
    status: 503,
    title: 'A part this request needs is not reachable',
    remedy: 'Try again as Retry-After says; /status tells which part.',
    retryable: true,
  },
  draining: {
    status: 503,
    title: 'This instance is shutting down',
    remedy: 'Send the request again; another instance takes it.',
    retryable: true,
  },
  'method-not-allowed': {
    status: 405,
    title: 'The route does not take this method',
    remedy: 'See the API description at /v1/docs.',
  },
  'bad-request': {
    status: 400,
    title: 'The request is not a well-formed HTTP request',
    remedy: 'Send HTTP/1.1 as RFC 9112 says; a GET has no body, and each of the headers named here comes once.',
  },
  'request-timeout': {
    status: 408,
    title: 'The request did not arrive in time',
    remedy: 'Send headers and body without pauses; open a new connection.',
    retryable: true,
  },
  'headers-too-large': {
    status: 431,
    title: 'The headers are larger than this server takes',
    remedy: 'Send less than 16 KiB of headers.',
  },
  internal: {
    status: 500,
    title: 'The server failed to answer',
    remedy: 'Report this with the `instance` of the answer; the request may be repeated.',
    retryable: true,
  },
} as const satisfies Record<string, Refusal>;

export type RefusalCode = keyof typeof refusals;
