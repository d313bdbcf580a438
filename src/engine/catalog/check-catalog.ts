import { DatabaseSync } from 'node:sqlite';
import { isDamage } from './damage.ts';

/** How long it waits for a write of another connection. */
const busyMs = 5000;

/** Each finds a row whose JSON is none. */
const noJson = [
  'select 1 from sessions where not json_valid(summary) or not json_valid(models) limit 1',
  'select 1 from files where not json_valid(versions) or not json_valid(entrypoints) or not json_valid(limits) limit 1',
];

/**
 * Looks at every page of a catalog, and tells whether they hang together: tables and their indexes, and what is kept as
 * JSON. SQLite itself notices damage only on the way, where it cannot go on; a page of other rows is answered from.
 * A number that was changed in its place is not noticed.
 */
export function isSound(path: string): boolean {
  const db = new DatabaseSync(path, { readOnly: true, timeout: busyMs });
  try {
    const [first] = db.prepare('pragma integrity_check(1)').all();
    if (first?.['integrity_check'] !== 'ok') return false;
    return noJson.every((sql) => db.prepare(sql).get() === undefined);
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  } finally {
    db.close();
  }
}
