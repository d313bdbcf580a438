import fs from 'node:fs';
import { isOwn } from '../own-file.ts';

/** In place of the file there is a link, a folder, another account's file or something else. */
export class NoPlainFile extends Error {}

/**
 * Makes an empty file for the owner alone, unless there is one; refuses a link. SQLite gives its other files the mode of
 * the first. A file that is there is not opened: closing it again would take away the locks that this process holds on it.
 */
export function ensurePrivateFile(file: string): void {
  const known = fs.lstatSync(file, { throwIfNoEntry: false });
  if (known) {
    if (!known.isFile() || !isOwn(known)) throw new NoPlainFile();
    if ((known.mode & 0o077) !== 0) fs.chmodSync(file, 0o600);
    return;
  }
  try {
    fs.closeSync(fs.openSync(file, 'wx', 0o600));
  } catch (error) {
    // Another process may have been quicker.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
