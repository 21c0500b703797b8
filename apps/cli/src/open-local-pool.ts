import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EnginePool, readEngineBundle } from '@wowlab/runtime';
import { CommandError, exitCodes } from './exit-codes.ts';

/** Folder of the built programs: this file is bundled into `dist/cli.mjs`. */
export const distDir = fileURLToPath(new URL('.', import.meta.url));

/** The engine bundle that was built with this command. */
export const engineBundlePath = (): string => process.env['ENGINE_BUNDLE'] ?? `${distDir}engine/engine.mjs`;

/** One specialization the engine models. */
export interface ModelledSpec {
  readonly ruleset: string;
  readonly class: string;
  readonly spec: string;
}

/** What the engine beside this command models, from the manifest that was built with it. */
export const modelledSpecs = async (): Promise<readonly ModelledSpec[]> => {
  const path = join(dirname(engineBundlePath()), 'manifest.json');
  try {
    return (JSON.parse(await readFile(path, 'utf8')) as { readonly specs: readonly ModelledSpec[] }).specs;
  } catch (error) {
    throw new CommandError(exitCodes.setupFailed, `There is no engine manifest at ${path}. Run npm run build.`, {
      cause: error,
    });
  }
};

/** Worker threads with the engine, one per core unless said otherwise. */
export const openLocalPool = async (workers: number | undefined): Promise<EnginePool> => {
  const read = await readEngineBundle(engineBundlePath());
  if (read.kind === 'invalid')
    throw new CommandError(exitCodes.setupFailed, `There is no engine to simulate with: ${read.problem}.`);
  return EnginePool.open({ bundle: read.bundle, workers: workers ?? availableParallelism() });
};
