import fs from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isDamage } from './damage.ts';
import { deleteDatabase } from './delete-database.ts';
import { ensurePrivateFile, NoPlainFile } from './private-file.ts';
import { schema, schemaVersion } from './schema.ts';

export interface OpenedCatalog {
  db: DatabaseSync;
  /** Why the catalog is kept in memory and forgotten at the end; null when it is kept on disk. */
  problem: string | null;
  /** True when there was one, and it was damaged, so that it was made anew. */
  was_damaged: boolean;
  /** False when others can put files into the data folder, so that nothing in it is to be believed. */
  is_own: boolean;
}

/**
 * Opens the catalog in the data folder, making both when they are missing. An older or damaged catalog is made anew:
 * everything in it can be read again from the logs. When the folder cannot be used, the catalog lives in memory.
 */
export function openCatalog(data_dir: string): OpenedCatalog {
  try {
    fs.mkdirSync(data_dir, { recursive: true, mode: 0o700 });
    if (isOpenToAll(data_dir)) throw new SharedFolder();
    return { ...openOnDisk(path.join(data_dir, 'catalog.sqlite')), problem: null, is_own: true };
  } catch (error) {
    const is_own = !(error instanceof SharedFolder);
    return { db: prepared(new DatabaseSync(':memory:')), problem: sentenceFor(error), was_damaged: false, is_own };
  }
}

/** A catalog that is forgotten at the end, and a sentence that says why. */
export const catalogInMemory = (why: string): OpenedCatalog => ({
  db: prepared(new DatabaseSync(':memory:')),
  problem: `${why} What is read now is forgotten when Rearview ends.`,
  was_damaged: false,
  is_own: false,
});

class NewerCatalog extends Error {}
class SharedFolder extends Error {}

/** Whoever can write to a folder can put another catalog in place of ours. Windows has no such mode. */
const isOpenToAll = (folder: string): boolean =>
  process.platform !== 'win32' && (fs.statSync(folder).mode & 0o002) !== 0;

/** How long a write waits for that of another process. */
const busyMs = 5000;
const versionOf = (db: DatabaseSync): number => Number(db.prepare('pragma user_version').get()!['user_version']);

function openOnDisk(file: string): Pick<OpenedCatalog, 'db' | 'was_damaged'> {
  const opened = openedAsItIs(file);
  if (typeof opened === 'object') return { db: opened, was_damaged: false };
  deleteDatabase(file);
  return { db: prepared(privately(file)), was_damaged: opened === 'damaged' };
}

/** The catalog, or why it has to be made anew. */
function openedAsItIs(file: string): DatabaseSync | 'older' | 'damaged' {
  let db: DatabaseSync | null = null;
  try {
    db = privately(file);
    const version = versionOf(db);
    if (version > schemaVersion) throw new NewerCatalog();
    if (version === 0 || version === schemaVersion) return prepared(db);
    db.close();
    return 'older';
  } catch (error) {
    if (db?.isOpen) db.close();
    if (isDamage(error)) return 'damaged';
    throw error;
  }
}

function prepared(db: DatabaseSync): DatabaseSync {
  db.exec(
    'pragma journal_mode = wal; pragma synchronous = normal; pragma temp_store = memory; pragma cache_size = -24000;',
  );
  if (versionOf(db) > 0) return db;
  db.exec('begin immediate');
  // Another process may have made the tables while this one waited.
  if (versionOf(db) === 0) db.exec(`${schema} pragma user_version = ${schemaVersion};`);
  db.exec('commit');
  return db;
}

function privately(file: string): DatabaseSync {
  ensurePrivateFile(file);
  return new DatabaseSync(file, { timeout: busyMs });
}

function sentenceFor(error: unknown): string {
  const kept = 'What is read now is forgotten when Rearview ends.';
  if (error instanceof NewerCatalog)
    return `The data folder was written by a newer version of Rearview and is left alone. ${kept}`;
  if (error instanceof NoPlainFile)
    return `The catalog in the data folder is a link or no file, and is left alone. ${kept}`;
  if (error instanceof SharedFolder)
    return `Every user of this machine can write to the data folder, so it is not used. ${kept}`;
  return `The data folder cannot be written to. ${kept}`;
}
