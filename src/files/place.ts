import fs from 'node:fs';
import type { OpenRoot } from './files.ts';
import { isSameRoot } from './roots.ts';

/** How the door makes sure where a file or folder lies. `descriptor`: the system is asked about the open thing (Linux). */
export type PlaceCheck = 'descriptor' | 'components';

export const fullPath = (root: OpenRoot, relative_path: string): string => `${root.real_path}/${relative_path}`;

/** How often a look by components is repeated: a swap between two steps of it could deceive one, hardly three. */
const looks = 3;

/** Whether the open file or folder is the one at the relative path, reached through folders only. */
export function liesAt(root: OpenRoot, relative_path: string, descriptor: number, check: PlaceCheck): boolean {
  if (check === 'descriptor') return fs.readlinkSync(descriptorPath(descriptor)) === fullPath(root, relative_path);
  const facts = fs.fstatSync(descriptor, { bigint: true });
  for (let i = 0; i < looks; i += 1) if (!isReachedByFolders(root, relative_path, facts)) return false;
  return true;
}

/** Where Linux shows what a descriptor of this process stands for. Names below an open folder can be looked up through it. */
export const descriptorPath = (descriptor: number): string => `/proc/self/fd/${descriptor}`;

function isReachedByFolders(root: OpenRoot, relative_path: string, file: fs.BigIntStats): boolean {
  if (!isSameRoot(root)) return false;
  const names = relative_path.split('/');
  for (let length = 1; length <= names.length; length += 1) {
    const path = fullPath(root, names.slice(0, length).join('/'));
    const facts = fs.lstatSync(path, { bigint: true, throwIfNoEntry: false });
    if (!facts || facts.isSymbolicLink()) return false;
    if (length < names.length ? !facts.isDirectory() : facts.dev !== file.dev || facts.ino !== file.ino) return false;
  }
  return true;
}
