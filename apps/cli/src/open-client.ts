import { type Answer, readServerAddress, SentinelClient } from '@wowlab/client';
import type { Problem } from '@wowlab/protocol';
import { CommandError, exitCodes } from './exit-codes.ts';
import { fieldErrorsText } from './output/problem-text.ts';
import { printable } from './output/table.ts';

/** What every command that talks to a server takes. */
export interface ServerOptions {
  readonly server: string;
}

/** A client for the server a command names; `WOWLAB_TOKEN` signs in where the server is not a local stack. */
export const openClient = ({ server }: ServerOptions): SentinelClient => {
  const address = readServerAddress(server);
  if (address.kind === 'invalid') throw new CommandError(exitCodes.usage, address.problem);
  const token = process.env['WOWLAB_TOKEN'];
  return new SentinelClient({
    origin: address.origin,
    retryForMs: 10_000,
    ...(token === undefined || token === '' ? {} : { token }),
    onRetry: (reason, delayMs) => {
      process.stderr.write(`wowlab: ${printable(reason)}; trying again in ${Math.ceil(delayMs / 1_000)} s\n`);
    },
  });
};

const exitCodeOf = (problem: Problem): number => {
  if (problem.status === 404) return exitCodes.notFound;
  if (problem.status === 503 || problem.status === 502 || problem.status === 429) return exitCodes.unavailable;
  return problem.status < 500 ? exitCodes.refusedInput : exitCodes.failure;
};

/**
 * The value of an answer.
 *
 * @throws {CommandError} with what the server refused and its remedy, or that it can not be reached.
 */
export const valueOf = <Value>(answer: Answer<Value>): Value => {
  if (answer.kind === 'ok') return answer.value;
  if (answer.kind === 'unreachable') {
    throw new CommandError(
      exitCodes.unavailable,
      `${printable(answer.reason)}\nIs it running? \`wowlab up\` starts one here; --server names another; \`wowlab doctor\` looks closer.`,
    );
  }
  const { problem } = answer;
  const errors = problem.errors === undefined ? '' : `\n${fieldErrorsText(problem.errors)}`;
  throw new CommandError(
    exitCodeOf(problem),
    `${printable(problem.title)}: ${printable(problem.detail)}\n  ${printable(problem.remedy)}${errors}`,
  );
};

/** Runs a command's work with a client that is closed whatever comes. */
export const withClient = async <Value>(
  options: ServerOptions,
  work: (client: SentinelClient) => Promise<Value>,
): Promise<Value> => {
  const client = openClient(options);
  try {
    return await work(client);
  } finally {
    await client.close();
  }
};
