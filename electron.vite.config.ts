import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import packageFacts from './package.json' with { type: 'json' };
import { methodNames } from './src/contract/methods.ts';

/** Everything is bundled: the packaged program holds no other package. Each main entry hands on the addresses of its workers. */
export default defineConfig({
  main: {
    define: { 'process.env.REARVIEW_VERSION': JSON.stringify(packageFacts.version) },
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          index: 'src/main/index.ts',
          engine: 'src/engine/engine-worker.ts',
          reader: 'src/engine/reader-worker.ts',
          serve: 'src/cli/serve-entry.ts',
          cli: 'src/cli/cli-entry.ts',
        },
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          // Docs of packages give examples of imports; licences stay.
          comments: { jsdoc: false },
        },
      },
    },
  },
  preload: {
    plugins: [methodNamesAlone()],
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      minify: true,
      chunkSizeWarningLimit: 2000,
      // The page's policy knows no data: addresses, so nothing is put into the styles as one.
      assetsInlineLimit: 0,
      rolldownOptions: { input: 'src/renderer/index.html' },
    },
  },
});

/** The preload script needs the names of the methods and none of their schemas, so it gets a list in place of the list. */
function methodNamesAlone(): Plugin {
  return {
    name: 'method-names-alone',
    enforce: 'pre',
    load(id) {
      if (!id.endsWith('/src/contract/methods.ts')) return null;
      return `export const methodNames = ${JSON.stringify(methodNames)};`;
    },
  };
}
