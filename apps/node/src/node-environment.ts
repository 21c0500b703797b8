import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import {
  choiceVariable,
  integerVariable,
  logLevels,
  secretVariable,
  textVariable,
  usableCores,
  userDirectories,
} from '@wowlab/runtime';
import { readServerAddress } from '@wowlab/client';
import { limits } from '@wowlab/protocol';

const maxWorkers = 1024;

/** Everything the agent reads from its environment; `docs/configuration.md` lists it. */
export const nodeEnvironment = () =>
  ({
    server: {
      name: 'WOWLAB_SERVER',
      about: 'the origin of the sentinels to work for',
      secret: false,
      wanted: 'an address like https://wowlab.example',
      parse: (text: string): URL | undefined => {
        const read = readServerAddress(text);
        return read.kind === 'read' ? read.origin : undefined;
      },
    },
    dataDir: textVariable({
      name: 'WOWLAB_DATA_DIR',
      about: 'folder for the key, undelivered results and cached configs',
      fallback: `${userDirectories('wowlab').data}/node`,
    }),
    workers: integerVariable({
      name: 'WOWLAB_WORKERS',
      about: 'worker threads that compute',
      fallback: Math.min(maxWorkers, usableCores()),
      minimum: 1,
      maximum: maxWorkers,
    }),
    name: textVariable({
      name: 'WOWLAB_NODE_NAME',
      about: 'the name of this machine in the fleet',
      fallback: hostname().slice(0, limits.nameChars) || 'node',
      maxLength: limits.nameChars,
    }),
    engineBundle: textVariable({
      name: 'ENGINE_BUNDLE',
      about: 'path of the engine bundle',
      // Beside this program once it is built into dist/.
      fallback: fileURLToPath(new URL('engine/engine.mjs', import.meta.url)),
    }),
    enrolment: secretVariable({
      name: 'WOWLAB_ENROLMENT',
      about: 'a token from the portal: whose this machine becomes, instead of claiming it by a code',
      fallback: '',
    }),
    logLevel: choiceVariable({ name: 'LOG_LEVEL', about: 'how much is logged', choices: logLevels, fallback: 'info' }),
  }) as const;
