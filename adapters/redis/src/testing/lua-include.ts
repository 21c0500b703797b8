import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'lua/include');

/** The text of an include, to be evaluated by itself. */
export const luaInclude = (name: string): string => readFileSync(join(folder, `${name}.lua`), 'utf8');
