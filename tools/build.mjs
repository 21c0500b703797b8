import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Long-running programs, by the name of their bundle in dist/. */
const services = { sentinel: 'apps/sentinel/src/main.ts', node: 'apps/node/src/main.ts' };
const command = { cli: 'apps/cli/src/main.ts' };

/** The command loads only what a subcommand needs; its pieces lie beside it, so that all find `dist/` the same way. */
const inPieces = { splitting: true, chunkNames: 'cli-[name]-[hash]' };

/** Folders whose files decide what the build gives. */
const inputs = ['packages', 'adapters', 'apps', 'examples', 'tools', 'package-lock.json'];

const filesUnder = (path) =>
  readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'dist') return [];
    const child = join(path, entry.name);
    return entry.isDirectory() ? filesUnder(child) : [child];
  });

const fingerprint = () => {
  const hash = createHash('sha256');
  for (const input of inputs) {
    const path = join(root, input);
    if (!existsSync(path)) continue;
    for (const file of (input.includes('.') ? [path] : filesUnder(path)).sort()) {
      hash
        .update(`${relative(root, file)}\0`)
        .update(readFileSync(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
};

/** Workspace packages are bundled in, npm packages stay imports. */
const bundleWorkspaceOnly = {
  name: 'workspace-only',
  setup: (build) => {
    build.onResolve({ filter: /^[^./]/ }, (args) =>
      args.kind === 'entry-point' || args.path.startsWith('@wowlab/') ? undefined : { path: args.path, external: true },
    );
  },
};

/**
 * The engine bundle: one file without imports. Its SHA-256 names the engine build, so its bytes must depend on the
 * sources alone: paths in it are relative, and no minifier or source map takes part.
 */
const buildEngine = async (esbuild) => {
  const built = await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['packages/content/src/index.ts'],
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    legalComments: 'none',
    write: false,
    logLevel: 'warning',
  });
  const bytes = built.outputFiles[0].contents;
  const build = createHash('sha256').update(bytes).digest('hex');
  const folder = join(root, 'dist/engine');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'engine.mjs');
  writeFileSync(`${path}.new.mjs`, bytes);
  const { engineManifest } = await import(pathToFileURL(`${path}.new.mjs`).href);
  renameSync(`${path}.new.mjs`, path);
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify({ build, ...engineManifest }, null, 2)}\n`);
};

const buildPrograms = (esbuild, entryPoints, more = {}) =>
  esbuild.build({
    absWorkingDir: root,
    entryPoints,
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'linked',
    define: { WOWLAB_VERSION: JSON.stringify(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version) },
    plugins: [bundleWorkspaceOnly],
    logLevel: 'warning',
    ...more,
  });

const buildPortal = async () => {
  const { build } = await import('vite');
  await build({
    configFile: join(root, 'apps/portal/vite.config.ts'),
    root: join(root, 'apps/portal'),
    logLevel: 'warn',
  });
};

/** Builds dist/ when a source has changed since the last build. All output goes to stderr. */
export const buildIfStale = async () => {
  const stamp = join(root, 'dist/.stamp');
  const now = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  process.stderr.write('wowlab: building …\n');
  const esbuild = await import('esbuild');
  // The portal carries the engine as one of its files.
  await buildEngine(esbuild);
  await Promise.all([buildPrograms(esbuild, services), buildPrograms(esbuild, command, inPieces), buildPortal()]);
  writeFileSync(stamp, now);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildIfStale();
