import type { Redis } from 'ioredis';
import { scripts } from './generated/scripts.ts';
import type { Operation, ScriptArgument } from './operation.ts';
import { toRedisFailure } from './redis-failure.ts';
import { ReplyReader } from './reply-reader.ts';

type Command = (tag: string, ...args: readonly ScriptArgument[]) => Promise<unknown>;

/** Runs operations on one connection: `EVALSHA`, loaded by ioredis where the server does not know the script yet. */
export class ScriptRunner {
  readonly tag: string;
  readonly #commands: ReadonlyMap<string, Command>;
  readonly #clockOffsetMs: () => number;

  /** @param clockOffsetMs shifts Redis' clock inside the scripts; only fault tests give it. */
  constructor(redis: Redis, tag: string, clockOffsetMs: () => number = () => 0) {
    this.tag = tag;
    this.#clockOffsetMs = clockOffsetMs;
    this.#commands = new Map(
      Object.entries(scripts).map(([name, lua]) => {
        const command = `wowlab_${name}`;
        redis.defineCommand(command, { numberOfKeys: 1, lua });
        const method = (redis as unknown as Record<string, Command>)[command];
        if (method === undefined) throw new Error(`${command} could not be defined`);
        return [name, method.bind(redis)];
      }),
    );
  }

  /** The reply as it came. Rejects with `RedisUnavailableError` for what passes by itself. */
  async raw<Name extends string>(
    operation: Operation<Name>,
    values: Readonly<Record<Name, ScriptArgument>>,
    repeated: readonly ScriptArgument[] = [],
  ): Promise<unknown> {
    const command = this.#commands.get(operation.script);
    if (command === undefined) throw new Error(`there is no script ${operation.script}`);
    const positional = operation.arguments.map((name) => values[name]);
    try {
      return await command(this.tag, this.#clockOffsetMs(), ...positional, ...repeated);
    } catch (error) {
      throw toRedisFailure(operation.script, error);
    }
  }

  async run<Name extends string>(
    operation: Operation<Name>,
    values: Readonly<Record<Name, ScriptArgument>>,
    repeated: readonly ScriptArgument[] = [],
  ): Promise<ReplyReader> {
    return new ReplyReader(operation.script, await this.raw(operation, values, repeated));
  }

  async runInteger<Name extends string>(
    operation: Operation<Name>,
    values: Readonly<Record<Name, ScriptArgument>>,
    repeated: readonly ScriptArgument[] = [],
  ): Promise<number> {
    const reply = await this.raw(operation, values, repeated);
    if (typeof reply !== 'number')
      throw new TypeError(`${operation.script} replied ${typeof reply}; a number is wanted`);
    return reply;
  }
}
