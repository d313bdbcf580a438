import fs from 'node:fs';
import type { OpenRoot } from './files.ts';
import { descriptorPath, fullPath, liesAt, type PlaceCheck } from './place.ts';

/** A folder below a root that is being listed. */
export interface ListedFolder {
  /** To be put before a name in the folder. On Linux it goes through the open folder, so that no swap can redirect it. */
  prefix: string;
  /** Whether what was seen through the prefix really was in the folder; to be asked at the end. */
  isStillThere(): boolean;
  close(): void;
}

/**
 * Opens a folder for listing; null when it is gone, was replaced by a link, or lies on another device.
 * Throws errors of the disk. `relative_path` is empty for the root itself.
 */
export function openFolder(root: OpenRoot, relative_path: string, check: PlaceCheck): ListedFolder | null {
  return check === 'descriptor' ? openByDescriptor(root, relative_path) : openByName(root, relative_path);
}

function openByDescriptor(root: OpenRoot, relative_path: string): ListedFolder | null {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK, O_DIRECTORY } = fs.constants;
  const path = relative_path === '' ? root.real_path : fullPath(root, relative_path);
  const descriptor = fs.openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_DIRECTORY);
  const isOurs =
    relative_path === ''
      ? fs.fstatSync(descriptor, { bigint: true }).ino === root.inode
      : liesAt(root, relative_path, descriptor, 'descriptor');
  if (isOurs && fs.fstatSync(descriptor, { bigint: true }).dev === root.device) {
    return {
      prefix: `${descriptorPath(descriptor)}/`,
      isStillThere: () => true,
      close: () => fs.closeSync(descriptor),
    };
  }
  fs.closeSync(descriptor);
  return null;
}

/** Where folders cannot be held open by name: compares before and after. A swap to and fro between the two stays unseen. */
function openByName(root: OpenRoot, relative_path: string): ListedFolder | null {
  const path = relative_path === '' ? root.real_path : fullPath(root, relative_path);
  const look = (): fs.BigIntStats | undefined => fs.lstatSync(path, { bigint: true, throwIfNoEntry: false });
  const before = look();
  if (!before?.isDirectory() || before.dev !== root.device) return null;
  return {
    prefix: `${path}/`,
    isStillThere() {
      const after = look();
      return after !== undefined && after.isDirectory() && after.ino === before.ino && after.dev === before.dev;
    },
    close: () => undefined,
  };
}
