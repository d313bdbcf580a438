import type { FileChange } from '../../contract/message.ts';
import type { FileFact } from '../event-facts.ts';
import { seal } from './item.ts';

/** A file that a call reads or writes, as the log names it. */
export interface TouchedFile extends Omit<FileFact, 'path'> {
  path: string;
}

export const readFile = (path: string): TouchedFile => ({
  path, change: 'read', way: null, lines_added: null, lines_removed: null,
}); // prettier-ignore

/** A moved file goes on under its new name. */
export function changedFile({ path, change, lines_added, lines_removed }: FileChange): TouchedFile {
  const moved = change === 'move' ? path.lastIndexOf(' → ') : -1;
  return {
    path: moved < 0 ? path : path.slice(moved + ' → '.length),
    change: 'write',
    way: change,
    lines_added,
    lines_removed,
  };
}

/** Files by their whole paths, so that a file is one however a command names it. */
export const fileFacts = (files: readonly TouchedFile[], folder: string | null): FileFact[] =>
  files.map((file) => ({ ...file, path: seal(wholePath(file.path, folder)) }));

/** A path below a folder with `.` and `..` taken out; as it is when it is whole already or no folder is known. */
export function wholePath(path: string, folder: string | null): string {
  if (folder === null || folder === '' || /^(?:[/\\~]|[A-Za-z]:|\w+:\/\/)/.test(path)) return path;
  const isWindows = /^(?:[A-Za-z]:|\\\\)/.test(folder);
  const separator = isWindows ? '\\' : '/';
  const names = folder.replace(/[/\\]+$/, '').split(isWindows ? /[/\\]/ : '/');
  for (const name of path.split(isWindows ? /[/\\]/ : '/')) {
    if (name === '..') {
      if (names.length > 1) names.pop();
    } else if (name !== '.' && name !== '') names.push(name);
  }
  return names.join(separator);
}
