import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Files, OpenRoot, WalkResult } from '../../src/files/files.ts';

/** A folder of its own for one test, gone after it. Every user may enter it, so that tests can drop their rights. */
export function temporaryFolder(): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'rearview-files-')));
  fs.chmodSync(folder, 0o755);
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files by path below a folder, with the folders they need. */
export function plant(folder: string, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
}

export function rootAt(files: Files, folder: string): OpenRoot {
  const root = files.openRoot(folder);
  if ('status' in root) throw new Error(`${folder} was refused: ${root.reason}`);
  return root;
}

export const pathsOf = (walk: WalkResult): string[] => walk.entries.map((entry) => entry.relative_path);

export const countsOf = (walk: WalkResult): Record<string, number> => Object.fromEntries(walk.skipped);

/** The whole text of a file through the door, or the reason why not. */
export function textThrough(files: Files, root: OpenRoot, relative_path: string): string {
  const opened = files.open(root, relative_path);
  if (!opened.ok) return opened.reason;
  const bytes = new Uint8Array(opened.file.size);
  const count = opened.file.read(bytes, 0);
  opened.file.close();
  return new TextDecoder().decode(bytes.subarray(0, count));
}

/** Every time stamp, mode, size and count of names in a tree, but for the access times of folders, which listing one moves. */
export function stampsOf(folder: string): string[] {
  const stamps: string[] = [];
  const todo = [folder];
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    const facts = fs.lstatSync(at, { bigint: true });
    const read = facts.isDirectory() ? '' : facts.atimeNs;
    stamps.push(`${at} ${facts.mode} ${facts.size} ${facts.mtimeNs} ${facts.ctimeNs} ${facts.nlink} ${read}`);
    if (facts.isDirectory()) todo.push(...fs.readdirSync(at).map((name) => `${at}/${name}`));
  }
  return stamps.toSorted();
}
