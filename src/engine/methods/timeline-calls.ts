import { keptJson } from '../catalog/kept-json.ts';
import { num } from '../catalog/summarize-session.ts';
import type { EngineParts } from '../engine.ts';
import type { CallUsage } from '../../analytics/cost.ts';

/** What one API call read, wrote and cost. */
export interface CallFigures {
  model: string;
  usage: CallUsage;
  context: number;
  cache_read: number;
  cache_write: number;
  output: number;
  cost_usd: number | null;
}

const plainFacts = { speed: null, tier: null, region: null, web_searches: 0, parts: [] };

/** The API calls that a file tells of, by their keys, as the catalog has merged them from all lines and files. */
export function figuresOfCalls({ catalog }: EngineParts, file_id: number): ReadonlyMap<string, CallFigures> {
  const rows = catalog.statement('select * from calls where file_id = ?').all(file_id);
  return new Map(
    rows.map((row) => {
      const [input, cache_read, output] = [num(row['input']), num(row['cache_read']), num(row['output'])];
      const [cache_write_5m, cache_write_1h] = [num(row['cache_write_5m']), num(row['cache_write_1h'])];
      const facts = row['price_facts'] === null ? {} : (keptJson(row['price_facts']) as object);
      const cache_write = cache_write_5m + cache_write_1h;
      const figures: CallFigures = {
        model: String(row['model']),
        usage: { input, cache_read, cache_write_5m, cache_write_1h, output, ...plainFacts, ...facts },
        context: input + cache_read + cache_write,
        cache_read,
        cache_write,
        output,
        cost_usd: row['cost_usd'] === null ? null : num(row['cost_usd']),
      };
      return [String(row['call_key']), figures];
    }),
  );
}
