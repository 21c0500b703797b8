import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repositoryRoot } from '@wowlab/stack';
import { canonicalConfig, parseJobInput } from '@wowlab/simc';

/** What a bench needs of the built engine bundle. */
interface EngineModule {
  readonly prepareArm: (configText: string) => { readonly run: (seed: number, start: number, count: number) => string };
}

/** The example every bench simulates unless it says otherwise. */
export const exampleProfile = join(repositoryRoot, 'examples/mop-bm-hunter.simc');

/** The canonical config of a profile's only arm. */
export const configOf = async (profilePath: string): Promise<string> => {
  const parsed = parseJobInput(await readFile(profilePath, 'utf8'));
  if (parsed.kind !== 'ok') throw new Error(`${profilePath} is not a profile: ${JSON.stringify(parsed.problems)}`);
  const [arm] = parsed.input.arms;
  if (arm === undefined) throw new Error(`${profilePath} has no arm.`);
  return canonicalConfig(arm.config);
};

/** The engine bundle as nodes load it. */
export const loadEngine = (): Promise<EngineModule> =>
  import(pathToFileURL(join(repositoryRoot, 'dist/engine/engine.mjs')).href) as Promise<EngineModule>;

/** An aggregate as a node would bring it: so many iterations of the example. */
export const realAggregate = async (iterations: number): Promise<string> =>
  (await loadEngine()).prepareArm(await configOf(exampleProfile)).run(1, 0, iterations);
