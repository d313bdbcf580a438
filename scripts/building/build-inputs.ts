import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folders = ['src'];
const files = ['electron.vite.config.ts', 'package.json', 'package-lock.json'];
const entries = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'];

/** Stands for everything a build is made from: names, sizes and times of change. */
export function inputsDigest(root: string): string {
  const hash = createHash('sha256');
  for (const file of inputFiles(root)) {
    const { size, mtimeMs } = statSync(join(root, file));
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** Whether the last build was made from what is there now, and is still there. */
export function isBuilt(root: string): boolean {
  const stamp = stampOf(root);
  if (!existsSync(stamp) || entries.some((entry) => !existsSync(join(root, entry)))) return false;
  return readFileSync(stamp, 'utf8') === inputsDigest(root);
}

/** Remembers from what the build was made. `digest` is from before the build: what changed meanwhile is built again. */
export function markBuilt(root: string, digest: string): void {
  writeFileSync(stampOf(root), digest);
}

const stampOf = (root: string): string => join(root, 'out', '.built');

function inputFiles(root: string): string[] {
  const below = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length)),
  );
  return [...below, ...files.filter((file) => existsSync(join(root, file)))].toSorted();
}
