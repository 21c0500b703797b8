import type { ScriptName } from './generated/scripts.ts';

export type ScriptArgument = string | number | Buffer;

/**
 * The typed twin of one Lua file. `arguments` are the names of ARGV from 2 on (1 is the clock offset), in order, as the
 * file's header lists them; `repeated` names what its last, open-ended line repeats.
 */
export interface Operation<Name extends string = string> {
  readonly script: ScriptName;
  readonly arguments: readonly Name[];
  readonly repeated: readonly string[];
}

export const defineOperation = <const Name extends string>(
  script: ScriptName,
  argumentNames: readonly Name[],
  repeated: readonly string[] = [],
): Operation<Name> => ({ script, arguments: argumentNames, repeated });
