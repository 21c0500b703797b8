import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { SentinelClient } from '@wowlab/client';
import { createLogger } from '@wowlab/runtime';
import { type LocalStack, startLocalStack } from '@wowlab/servers';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { type RunningNode, startNode, type StartNodeOptions } from '../start-node.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** A job with this seed hangs the engine's worker at its first iteration. */
export const hangingSeed = 666;
/** With this seed the engine gives the aggregate of one iteration more than it was asked for. */
export const impossibleSeed = 667;

/** Workspace packages are bundled in, npm packages stay imports. */
const workspaceOnly: Plugin[] = [
  {
    name: 'workspace-only',
    setup: (plugin) => {
      plugin.onResolve({ filter: /^[^./]/ }, ({ kind, path }) =>
        kind === 'entry-point' || path.startsWith('@wowlab/') ? undefined : { path, external: true },
      );
    },
  },
];

const bundle = (entry: string, outfile: string, more: BuildOptions): Promise<unknown> =>
  build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    logLevel: 'error',
    ...more,
  });

/** The real engine with a trap in front, so that a hung worker can be had on demand. */
const buildTrappedEngine = async (folder: string): Promise<void> => {
  const path = join(folder, 'engine.mjs');
  await bundle('packages/content/src/index.ts', path, { platform: 'neutral', target: 'es2022' });
  const real = await readFile(path, 'utf8');
  const trap = `
const trappedPrepareArm = (configText) => {
  const arm = prepareArm(configText);
  const run = (seed, start, count) => {
    if (seed === ${hangingSeed}) for (;;);
    return arm.run(seed, start, seed === ${impossibleSeed} ? count + 1 : count);
  };
  return { ...arm, run };
};
`;
  const trapped = real.replace(/^ {2}prepareArm(,?)$/m, '  trappedPrepareArm as prepareArm$1');
  if (trapped === real) throw new Error('the engine bundle has no export prepareArm to put a trap in front of');
  const source = trap + trapped;
  await writeFile(path, source);
  const { engineManifest } = (await import(pathToFileURL(path).href)) as { engineManifest: object };
  const digest = createHash('sha256').update(source).digest('hex');
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ build: digest, ...engineManifest }));
};

/** The real stack without nodes, built from the sources as they are, for agents to be started against. */
export class AgentWorld {
  readonly stack: LocalStack;
  readonly client: SentinelClient;
  /** A fight without an action list: quick to compute. */
  readonly profile: string;
  /** The same character with its rotation: many times slower. */
  readonly slowProfile: string;
  readonly #distDir: string;
  readonly #dataDir: string;
  readonly #nodes: RunningNode[] = [];
  #written = '';

  private constructor(stack: LocalStack, distDir: string, dataDir: string, profiles: { quick: string; slow: string }) {
    this.stack = stack;
    this.client = new SentinelClient({ origin: new URL(stack.url) });
    this.profile = profiles.quick;
    this.slowProfile = profiles.slow;
    this.#distDir = distDir;
    this.#dataDir = dataDir;
  }

  static async open(): Promise<AgentWorld> {
    const cache = join(root, 'node_modules/.cache');
    await mkdir(cache, { recursive: true });
    const distDir = await mkdtemp(join(cache, 'wowlab-agents-'));
    const dataDir = await mkdtemp(join(tmpdir(), 'wowlab-agents-'));
    // Postgres runs as a user of its own where root runs the tests, and has to pass through.
    await chmod(dataDir, 0o711);
    await mkdir(join(distDir, 'engine'));
    await mkdir(join(distDir, 'portal'));
    await writeFile(join(distDir, 'portal/index.html'), '<!doctype html><title>none</title>');
    const program: BuildOptions = { platform: 'node', target: 'node20', plugins: workspaceOnly };
    await Promise.all([
      buildTrappedEngine(join(distDir, 'engine')),
      bundle('apps/sentinel/src/main.ts', join(distDir, 'sentinel.mjs'), program),
      bundle('apps/node/src/main.ts', join(distDir, 'node.mjs'), program),
    ]);
    let world: AgentWorld | undefined;
    const stack = await startLocalStack({
      distDir,
      dataDir,
      migrationsDir: join(root, 'supabase/migrations'),
      port: 0,
      sentinels: 1,
      realtimeServers: 1,
      nodes: 0,
      onOutput: (name, text) => {
        if (world !== undefined) world.#written += `[${name}] ${text}`;
      },
    });
    const [quick, slow] = await Promise.all(
      ['mop-bm-hunter-auto', 'mop-bm-hunter'].map((name) => readFile(join(root, `examples/${name}.simc`), 'utf8')),
    );
    world = new AgentWorld(stack, distDir, dataDir, { quick: quick ?? '', slow: slow ?? '' });
    return world;
  }

  get engineBundlePath(): string {
    return join(this.#distDir, 'engine/engine.mjs');
  }

  get nodeProgram(): string {
    return join(this.#distDir, 'node.mjs');
  }

  /** What the programs wrote since the stack was up. */
  get output(): string {
    return this.#written;
  }

  dataDirOf(name: string): string {
    return join(this.#dataDir, name);
  }

  /** Loses everything the coordination store holds. */
  flushRedis(): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.stack.redis?.port ?? 0, '127.0.0.1', () => socket.write('FLUSHALL\r\n'));
      socket.once('error', reject);
      socket.once('data', () => {
        socket.destroy();
        resolve();
      });
    });
  }

  /** An agent in this process. */
  async startNode(name: string, options: Partial<StartNodeOptions> = {}): Promise<RunningNode> {
    const destination = {
      write: (line: string) => {
        this.#written += `[${name}] ${line}`;
      },
    };
    const started = await startNode({
      serverUrl: new URL(this.stack.url),
      dataDir: this.dataDirOf(name),
      workers: 1,
      name,
      engineBundlePath: this.engineBundlePath,
      logger: createLogger({ name, level: 'debug', destination }),
      ...options,
    });
    if (started.kind !== 'started') throw new Error(started.problem);
    this.#nodes.push(started.node);
    return started.node;
  }

  /** Hands in a job and gives its id. */
  async submit(
    iterations: number,
    seed: number,
    chunkIterations?: number,
    profile: string = this.profile,
  ): Promise<string> {
    const answer = await this.client.submit({
      profile,
      iterations,
      seed,
      ...(chunkIterations === undefined ? {} : { chunkIterations }),
    });
    if (answer.kind !== 'ok') throw new Error(`not accepted: ${JSON.stringify(answer)}`);
    return answer.value.id;
  }

  /** Ends every agent of this process that still runs. */
  async closeNodes(): Promise<void> {
    await Promise.all(this.#nodes.splice(0).map((node) => node.close().catch(() => undefined)));
  }

  async close(): Promise<void> {
    await this.closeNodes();
    await this.client.close();
    await this.stack.close();
    await rm(this.#dataDir, { recursive: true, force: true });
    await rm(this.#distDir, { recursive: true, force: true });
  }
}
