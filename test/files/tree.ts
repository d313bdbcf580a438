import { createHash } from 'node:crypto';
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

/** A hash over names, kinds, contents and every time stamp (but the access time of folders) of a tree. */
export function fingerprint(folder: string): string {
  const hash = createHash('sha256');
  const todo = [folder];
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    const facts = fs.lstatSync(at, { bigint: true });
    hash.update(`${at} ${facts.mode} ${facts.size} ${facts.mtimeNs} ${facts.ctimeNs} ${facts.nlink}\n`);
    if (facts.isFile()) hash.update(`${facts.atimeNs}\n`).update(fs.readFileSync(at));
    if (facts.isDirectory()) todo.push(...fs.readdirSync(at).map((name) => `${at}/${name}`));
  }
  return hash.digest('hex');
}
