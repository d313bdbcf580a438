import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { holdLock } from './build-lock.ts';
import { inputsDigest, isBuilt, markBuilt } from './build-inputs.ts';

/**
 * Builds the app unless the last build is of what is there now. What the builder has to say goes to stderr.
 * Gives back whether there is a build afterwards.
 */
export async function buildIfStale(root: string): Promise<boolean> {
  return isBuilt(root) || whileLocked(root, async () => isBuilt(root) || runBuilder(root));
}

/** Builds the app, needed or not. */
export async function build(root: string): Promise<boolean> {
  return whileLocked(root, () => runBuilder(root));
}

async function whileLocked<T>(root: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(join(root, 'out'), { recursive: true });
  const release = await holdLock(join(root, 'out', '.building'));
  try {
    return await work();
  } finally {
    release();
  }
}

async function runBuilder(root: string): Promise<boolean> {
  const digest = inputsDigest(root);
  const builder = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const child = spawn(process.execPath, [builder, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', process.stderr, process.stderr],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code === 0) markBuilt(root, digest);
  else console.error('Rearview could not be built; the reason stands above.');
  return code === 0;
}
