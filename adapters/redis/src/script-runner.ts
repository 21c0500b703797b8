import type { Redis } from 'ioredis';
import { type ScriptName, scripts } from './generated/scripts.ts';
import type { Operation, ScriptArgument } from './operation.ts';
import { toRedisFailure } from './redis-failure.ts';
import { ReplyReader } from './reply-reader.ts';

/** What fault tests set and programs do not. */
export interface FaultOptions {
  /** Shifts Redis' clock inside the scripts. */
  readonly clockOffsetMs?: () => number;
  /** True: the reply of this call is lost after the effect took place, and the call is sent again. */
  readonly losesReply?: (script: ScriptName) => boolean;
}

type Command = (tag: string, ...args: readonly ScriptArgument[]) => Promise<unknown>;

/** Runs operations on one connection: `EVALSHA`, loaded by ioredis where the server does not know the script yet. */
export class ScriptRunner {
  readonly tag: string;
  readonly #commands: ReadonlyMap<string, Command>;
  readonly #faults: FaultOptions;

  constructor(redis: Redis, tag: string, faults: FaultOptions = {}) {
    this.tag = tag;
    this.#faults = faults;
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
    const run = (): Promise<unknown> =>
      command(this.tag, this.#faults.clockOffsetMs?.() ?? 0, ...positional, ...repeated);
    try {
      if (this.#faults.losesReply?.(operation.script) === true) await run();
      return await run();
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
