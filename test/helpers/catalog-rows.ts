import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Columns that tell when and where, and not what. */
const volatile = new Set(['id', 'root', 'device', 'inode', 'size', 'mtime_ms', 'checked_ms', 'bytes', 'home']);

/** Every row of the catalog by table, in a fixed order, files named by their paths. */
export function catalogRows(data_dir: string): Record<string, string[]> {
  const db = new DatabaseSync(path.join(data_dir, 'catalog.sqlite'), { readOnly: true });
  try {
    const tables = db.prepare("select name from sqlite_master where type = 'table' and sql like 'create table%'").all();
    const names = tables.map((row) => String(row['name'])).filter((name) => name !== 'meta');
    const files = new Map(
      db
        .prepare('select id, relative_path from files')
        .all()
        .map((row) => [row['id'], row['relative_path']]),
    );
    return Object.fromEntries(names.map((name) => [name, rowsOf(db, name, files)]));
  } finally {
    db.close();
  }
}

function rowsOf(db: DatabaseSync, table: string, files: ReadonlyMap<unknown, unknown>): string[] {
  return db
    .prepare(`select * from "${table}"`)
    .all()
    .map((row) => {
      const kept = Object.entries(row).filter(([column]) => !volatile.has(column));
      return JSON.stringify(kept.map(([column, value]) => [column, column === 'file_id' ? files.get(value) : value]));
    })
    .toSorted();
}
