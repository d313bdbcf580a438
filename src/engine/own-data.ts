import fs from 'node:fs';
import path from 'node:path';
import { isSamplesFolder } from './samples.ts';

/** Everything that Rearview keeps in its data folder, by name; nothing else there is touched. */
const kinds = {
  catalog: /^catalog\.sqlite(?:-wal|-shm|-journal)?$/,
  index: /^text-\d+\.sqlite(?:-wal|-shm|-journal)?$/,
  other: /^(?:(?:settings|marks)\.json(?:\.[0-9a-f]{12})?|redaction\.key|(?:scan|text)\.lock(?:-journal)?)$/,
} as const;
type Kind = keyof typeof kinds;

/** Bytes on disk by kind; 0 when the folder cannot be looked into. */
export function sizesOfOwnData(data_dir: string): Record<Kind, number> {
  const sizes = { catalog: 0, index: 0, other: 0 };
  for (const { name, kind } of ownFilesIn(data_dir))
    sizes[kind] += fs.lstatSync(path.join(data_dir, name), { throwIfNoEntry: false })?.size ?? 0;
  return sizes;
}

/** Deletes what is Rearview's own, and the folder when nothing else is in it. Throws errors of the file system. */
export function removeOwnData(data_dir: string): void {
  for (const { name } of ownFilesIn(data_dir)) fs.rmSync(path.join(data_dir, name), { force: true });
  for (const name of namesIn(data_dir).filter(isSamplesFolder))
    fs.rmSync(path.join(data_dir, name), { recursive: true, force: true });
  try {
    fs.rmdirSync(data_dir);
  } catch (error) {
    // The window's folder, or a file of the person's, is still in it.
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

function ownFilesIn(data_dir: string): { name: string; kind: Kind }[] {
  return namesIn(data_dir).flatMap((name) => {
    const kind = (Object.keys(kinds) as Kind[]).find((each) => kinds[each].test(name));
    return kind ? [{ name, kind }] : [];
  });
}

function namesIn(data_dir: string): string[] {
  try {
    return fs.readdirSync(data_dir);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return [];
    throw error;
  }
}
