import path from 'node:path';
import type { AddedFolder } from '../contract/settings.ts';
import type { Source } from '../sources/source.ts';

/** The source, which also looks in the folders that the person added; not while a variable names its folders. */
export function withAddedFolders(source: Source, folders: readonly AddedFolder[]): Source {
  const added = folders.filter((folder) => folder.source === source.id).map((folder) => folder.path);
  if (added.length === 0) return source;
  return {
    ...source,
    roots(environment) {
      const plan = source.roots(environment);
      return plan.override === null ? { ...plan, paths: [...new Set([...plan.paths, ...added])] } : plan;
    },
  };
}

/** The path as it is kept: absolute and without detours; `~` stands for the home folder. */
export function folderFromText(text: string, home: string): string {
  const whole = text === '~' || /^~[\\/]/.test(text) ? home + text.slice(1) : text;
  return path.isAbsolute(whole) ? path.resolve(whole) : whole;
}
