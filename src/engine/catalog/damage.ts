/** The text index is damaged; the catalog is not. */
export class DamagedIndex extends Error {}

/** The catalog is damaged in a way that SQLite does not notice by itself. */
export class DamagedCatalog extends Error {}

/** SQLite's own codes for a file that is broken, and for one that is no database. */
const damaged = new Set([11, 26]);

/** Whether a database turned out to be damaged. */
export function isDamage(error: unknown): boolean {
  if (error instanceof DamagedCatalog) return true;
  const code = error instanceof Error && 'errcode' in error ? error.errcode : null;
  return typeof code === 'number' && damaged.has(code % 256);
}
