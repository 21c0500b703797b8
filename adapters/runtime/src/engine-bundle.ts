import { readFile } from 'node:fs/promises';
import { sha256Hex } from './sha256.ts';

/**
 * What an engine bundle exports. One ES module without imports; the SHA-256 of its bytes names the engine build. Aggregates
 * pass through the runtime as canonical text, so `Aggregate` stays opaque here.
 */
export interface EngineModule {
  readonly prepareArm: (configText: string) => PreparedArm;
  readonly decodeAggregate: (
    text: string,
  ) => { readonly kind: 'ok'; readonly aggregate: unknown } | { readonly kind: 'invalid'; readonly problem: string };
  readonly mergeAggregates: (aggregates: readonly never[]) => unknown;
  readonly encodeAggregate: (aggregate: never) => string;
}

/** One iteration, event by event, as an engine tells it; what an entry holds follows from its `kind`. */
export interface ToldSequence {
  readonly lengthMs: number;
  readonly damage: number;
  readonly dps: number;
  readonly leftOut: number;
  readonly entries: readonly {
    readonly atMs: number;
    readonly actor: string;
    readonly name: string;
    readonly kind: string;
  }[];
}

export interface PreparedArm {
  /** Runs the iterations `[start, start + count)` and gives their canonical aggregate. */
  readonly run: (seed: number, start: number, count: number) => string;
  /** Replays one iteration and tells what happens in it. */
  readonly sequence: (seed: number, iteration: number) => ToldSequence;
}

/** A bundle read into memory, so that what runs is what was verified, whatever happens to the file later. */
export interface EngineBundle {
  readonly path: string;
  /** SHA-256 of the bundle's bytes, lowercase hex. */
  readonly build: string;
  /** What a worker imports. */
  readonly moduleUrl: string;
}

export type ReadEngineBundle =
  | { readonly kind: 'read'; readonly bundle: EngineBundle }
  | { readonly kind: 'invalid'; readonly problem: string };

/** Reads an engine bundle and names it by its bytes. With `expectedBuild`, another build is refused. */
export const readEngineBundle = async (path: string, expectedBuild?: string): Promise<ReadEngineBundle> => {
  let bytes;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    return {
      kind: 'invalid',
      problem: `can not read the engine bundle ${JSON.stringify(path)}: ${why}. Build it (npm run build) or give its path`,
    };
  }
  const build = sha256Hex(bytes);
  if (expectedBuild !== undefined && build !== expectedBuild) {
    return {
      kind: 'invalid',
      problem: `the engine bundle ${JSON.stringify(path)} is build ${build}, but build ${expectedBuild} is wanted. Build it again`,
    };
  }
  // The name keeps the encoded source out of stack traces.
  const named = Buffer.concat([bytes, Buffer.from(`\n//# sourceURL=wowlab-engine-${build.slice(0, 12)}.mjs`)]);
  const moduleUrl = `data:text/javascript;base64,${named.toString('base64')}`;
  return { kind: 'read', bundle: { path, build, moduleUrl } };
};
