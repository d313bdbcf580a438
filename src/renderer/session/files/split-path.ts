import { shortPath } from '../tools/subject.ts';

/** The name of a file and its folder, from the session's folder on. */
export function splitPath(path: string, cwd: string | null): { folder: string; name: string } {
  const short = shortPath(path, cwd);
  const at = Math.max(short.lastIndexOf('/'), short.lastIndexOf('\\'));
  return at <= 0 || at === short.length - 1
    ? { folder: '', name: short }
    : { folder: short.slice(0, at), name: short.slice(at + 1) };
}

/** A path from the root on; one that already is, or of which the session's folder is not known, stays. */
export function wholePath(path: string, cwd: string | null): string {
  const isWhole = /^(?:[/\\~]|[A-Za-z]:)/.test(path);
  return isWhole || cwd === null ? path : `${cwd.replace(/\/$/, '')}/${path}`;
}
