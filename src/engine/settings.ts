import path from 'node:path';
import { Settings } from '../contract/settings.ts';
import { readOwnFile, writeOwnFile } from './own-file.ts';

/** Raised when what is kept means something else than before. */
const version = 1;
const mostBytes = 256 * 1024;
const usual: Settings = { level: 'secrets', extra_words: [], folders: [] };
/** Files of earlier versions say nothing of folders. */
const Kept = Settings.extend({ folders: Settings.shape.folders.default([]) });

export interface ReadSettings {
  settings: Settings;
  /** Why the usual settings hold although there is a file; null when it was understood or there is none. */
  problem: string | null;
  /** A newer version of Rearview wrote the file; it is not written over. */
  is_newer: boolean;
}

const fileIn = (data_dir: string): string => path.join(data_dir, 'settings.json');

/** The settings kept in the data folder, else the usual ones; without a data folder these. */
export function readSettings(data_dir: string | null): ReadSettings {
  const read = data_dir === null ? 'absent' : readOwnFile(fileIn(data_dir), mostBytes);
  if (read === 'absent') return { settings: usual, problem: null, is_newer: false };
  const value = read === 'unusable' ? null : valueFrom(read.text);
  const kept = value?.version === version ? Kept.safeParse(value) : null;
  if (kept?.success) return { settings: kept.data, problem: null, is_newer: false };
  const is_newer = typeof value?.version === 'number' && value.version > version;
  const problem = is_newer
    ? 'The settings were written by a newer version of Rearview; the usual ones are used.'
    : 'The settings could not be understood; the usual ones are used.';
  return { settings: usual, problem, is_newer };
}

/** Keeps the settings: whole or not at all, for the owner alone. Throws errors of the file system. */
export function writeSettings(data_dir: string, settings: Settings): void {
  writeOwnFile(fileIn(data_dir), `${JSON.stringify({ version, ...settings }, null, 2)}\n`);
}

function valueFrom(text: string): { version?: unknown } | null {
  try {
    return JSON.parse(text) as { version?: unknown } | null;
  } catch {
    return null;
  }
}
