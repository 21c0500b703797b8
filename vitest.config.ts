import { defineConfig } from 'vitest/config';

/** What a suite needs decides its project: nothing, other runtimes, real servers, the realtime port, the whole stack, a browser. */
const suite = (name: string, include: string[], options: Record<string, unknown> = {}) => ({
  test: { name, include, exclude: ['**/node_modules/**', '**/dist/**'], ...options },
});

/** Our programs are built first; nothing else is started. */
const onBuiltPrograms = { globalSetup: ['./tools/build-programs-before-tests.ts'], pool: 'forks', hookTimeout: 60_000 };

/** Our programs are built and the realtime server is found first; files take turns, since each boots servers. */
const onRealServers = {
  globalSetup: ['./tools/build-before-tests.ts'],
  pool: 'forks',
  fileParallelism: false,
  testTimeout: 60_000,
  hookTimeout: 120_000,
};
const onRealStack = { ...onRealServers, testTimeout: 180_000, hookTimeout: 180_000 };

export default defineConfig({
  test: {
    projects: [
      suite(
        'unit',
        [
          'packages/*/src/**/*.test.ts',
          'adapters/*/src/**/*.unit.test.ts',
          'apps/*/src/**/*.unit.test.ts',
          'tools/**/*.test.ts',
        ],
        {
          pool: 'threads',
          isolate: false,
          testTimeout: 30_000,
        },
      ),
      suite(
        'integration',
        [
          'adapters/*/src/**/*.integration.test.ts',
          'apps/*/src/**/*.integration.test.ts',
          'testing/stack/src/**/*.integration.test.ts',
        ],
        onRealServers,
      ),
      suite('runtimes', ['testing/runtimes/src/**/*.test.ts'], onBuiltPrograms),
      suite('conformance', ['testing/conformance/src/**/*.test.ts'], onRealServers),
      suite('scenarios', ['testing/scenarios/src/**/*.scenario.test.ts'], onRealStack),
      suite('browser', ['testing/scenarios/src/**/*.browser.test.ts'], onRealStack),
    ],
  },
});
