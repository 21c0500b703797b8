import { sha256Hex } from './sha256-hex.ts';

export interface EngineFile {
  readonly url: string;
  /** SHA-256 of the bytes, which names the engine build everywhere. */
  readonly build: string;
}

/** Built before the portal, and copied beside its other files, byte for byte. */
const engineUrl = new URL('../../../../dist/engine/engine.mjs', import.meta.url).href;

/** The engine bundle this portal was built with, as its server hands it out. */
export const readEngineFile = async (signal: AbortSignal): Promise<EngineFile> => {
  const answer = await fetch(engineUrl, { signal });
  if (!answer.ok) throw new Error(`The engine can not be loaded: ${engineUrl} answered ${answer.status}`);
  return { url: engineUrl, build: sha256Hex(new Uint8Array(await answer.arrayBuffer())) };
};
