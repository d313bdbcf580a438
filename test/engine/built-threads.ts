import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll } from 'vitest';
import { build } from 'vite';
import { projectFolder } from '../helpers/source-tree.ts';

/** Modules of threads by name: the engine's own, and those of tests that misbehave on purpose. */
const modules = {
  engine: 'src/engine/engine-worker.ts',
  reader: 'src/engine/reader-worker.ts',
  'odd-reader': 'test/engine/threads/odd-reader.ts',
  'mortal-engine': 'test/engine/threads/mortal-engine.ts',
  'dead-engine': 'test/engine/threads/dead-engine.ts',
};

/**
 * Bundles the threads once for a test file, as the shipped app does: they start four times as fast as from source,
 * and these tests start hundreds.
 */
async function buildThreads(): Promise<(name: keyof typeof modules) => URL> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rearview-threads-'));
  fs.chmodSync(folder, 0o755);
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
  const input = Object.fromEntries(
    Object.entries(modules).map(([name, file]) => [name, path.join(projectFolder, file)]),
  );
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: { ssr: true, outDir: folder, rollupOptions: { input, output: { entryFileNames: '[name].mjs' } } },
  });
  return (name) => pathToFileURL(path.join(folder, `${name}.mjs`));
}

export const threadModule = await buildThreads();
