import { readFileSync } from 'node:fs';
import { Sha256Hex } from '@wowlab/protocol';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';

const Spec = Type.Object({ ruleset: Type.String(), class: Type.String(), spec: Type.String() });

/** What the build of the engine says of itself beside its bundle: its name, and what it can simulate. */
const Manifest = Type.Object({ build: Sha256Hex, specs: Type.Array(Spec, { minItems: 1 }) });
export type EngineManifest = Type.Static<typeof Manifest>;

const reader = Compile(Manifest);

/** @throws {Error} naming the file and the remedy. */
export const readEngineManifest = (path: string): EngineManifest => {
  let manifest: unknown;
  try {
    manifest = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Error(
      `ENGINE_MANIFEST names ${path}, which can not be read as JSON; build the engine with npm run build`,
      {
        cause,
      },
    );
  }
  if (!reader.Check(manifest)) {
    const [first] = reader.Errors(manifest);
    throw new Error(
      `ENGINE_MANIFEST names ${path}, whose ${first?.instancePath || 'root'} ${first?.message ?? 'is wrong'}; build the engine anew`,
    );
  }
  return manifest;
};
