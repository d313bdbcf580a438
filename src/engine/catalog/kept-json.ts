import type { SQLOutputValue } from 'node:sqlite';
import { DamagedCatalog } from './damage.ts';

/** What the catalog keeps as JSON. It wrote that itself: when it is none any more, this throws `DamagedCatalog`. */
export function keptJson(kept: SQLOutputValue | undefined): unknown {
  try {
    return JSON.parse(String(kept));
  } catch {
    throw new DamagedCatalog();
  }
}
