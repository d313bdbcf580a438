import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfStale } from './building/build.ts';

/** Entries of the build that run without Electron. */
export const builtEntries = ['cli', 'serve'] as const;
export type BuiltEntry = (typeof builtEntries)[number];

/** Runs an entry in this process, built anew when the sources changed, as if it had been started with these arguments. */
export async function runBuilt(root: string, entry: BuiltEntry, args: readonly string[]): Promise<void> {
  if (!(await buildIfStale(root))) {
    process.exitCode = 1;
    return;
  }
  const file = join(root, 'out', 'main', `${entry}.js`);
  process.argv.splice(1, process.argv.length, file, ...args);
  await import(pathToFileURL(file).href);
}
