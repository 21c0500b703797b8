/** What the command's exit says to scripts. `docs/cli.md` lists them; a test holds the two together. */
export const exitCodes = {
  ok: 0,
  /** Something broke that should not; the message says what. */
  failure: 1,
  /** The command line was not understood. */
  usage: 2,
  /** The profile or an option was refused; every problem was printed. */
  refusedInput: 3,
  /** The job ended as failed. */
  jobFailed: 4,
  /** The job was cancelled. */
  jobCancelled: 5,
  /** The server could not be reached, or a part of it was not available. */
  unavailable: 6,
  /** There is no such job. */
  notFound: 7,
  /** A real part (Redis, Postgres, the realtime server) could not be found, installed or started. */
  setupFailed: 69,
  /** Ended by Ctrl-C. */
  interrupted: 130,
} as const;

/** An end of the command with a message for people and a code for scripts. */
export class CommandError extends Error {
  readonly exitCode: number;

  constructor(exitCode: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CommandError';
    this.exitCode = exitCode;
  }
}
