import fs from 'node:fs';
import type { OpenRoot } from './files.ts';
import { isSameRoot } from './roots.ts';

/** How the door makes sure where a file or folder lies. `descriptor`: the system is asked about the open thing (Linux). */
export type PlaceCheck = 'descriptor' | 'components';

export const fullPath = (root: OpenRoot, relative_path: string): string => `${root.real_path}/${relative_path}`;

/**
 * How often a look by components is repeated. A thread that swaps a folder without pause deceived one look in 66 of
 * 200,000 openings, two looks in 1, three in none.
 */
const looks = 6;

/** Whether the open file or folder is the one at the relative path, reached through folders only. */
export function liesAt(root: OpenRoot, relative_path: string, descriptor: number, check: PlaceCheck): boolean {
  if (check === 'descriptor') return fs.readlinkSync(descriptorPath(descriptor)) === fullPath(root, relative_path);
  const facts = fs.fstatSync(descriptor, { bigint: true });
  for (let i = 0; i < looks; i += 1) if (!isReachedByFolders(root, relative_path, facts)) return false;
  return true;
}

/** Where Linux shows what a descriptor of this process stands for. Names below an open folder can be looked up through it. */
export const descriptorPath = (descriptor: number): string => `/proc/self/fd/${descriptor}`;

/** Looks at the folders on the way, at the file, and at the folders again on the way back. */
function isReachedByFolders(root: OpenRoot, relative_path: string, file: fs.BigIntStats): boolean {
  const names = relative_path.split('/');
  const folders = names.slice(1).map((_, i) => fullPath(root, names.slice(0, i + 1).join('/')));
  const before = folders.map(folderInode);
  if (before.includes(null)) return false;
  const facts = factsOf(fullPath(root, relative_path));
  if (facts?.dev !== file.dev || facts.ino !== file.ino) return false;
  const isUnchanged = folders.toReversed().every((path, i) => folderInode(path) === before.at(-1 - i));
  return isUnchanged && isSameRoot(root);
}

/** Null for a link, a file, or nothing. */
function folderInode(path: string): bigint | null {
  const facts = factsOf(path);
  return facts?.isDirectory() ? facts.ino : null;
}

const factsOf = (path: string): fs.BigIntStats | undefined =>
  fs.lstatSync(path, { bigint: true, throwIfNoEntry: false });
