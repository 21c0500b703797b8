import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { precompress } from './precompress.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * What is built is what is served, whoever builds it: a test runner that sets NODE_ENV must not get React's development
 * build into `dist/`. The caller's value is put back when the build ends.
 */
const productionBuild = (): Plugin => {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  return {
    name: 'production-build',
    closeBundle: () => {
      if (before === undefined) delete process.env['NODE_ENV'];
      else process.env['NODE_ENV'] = before;
    },
  };
};

export default defineConfig(({ command }) => ({
  root: here('.'),
  base: '/',
  plugins: [react(), command === 'build' && productionBuild(), precompress()],
  build: {
    outDir: here('../../dist/portal'),
    emptyOutDir: true,
    target: 'es2022',
    // The policy the page is served with allows neither data: scripts nor inline ones.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // The engine's workers are modules: they import the engine bundle by its address.
  worker: { format: 'es' },
  server: { fs: { allow: [here('../..')] } },
}));
