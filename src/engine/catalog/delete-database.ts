import fs from 'node:fs';

/** Deletes a database with the files that SQLite keeps beside it; a link in its place, and not what it leads to. */
export function deleteDatabase(file: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal']) fs.rmSync(file + ending, { force: true });
}
