import { readForCatalog } from '../../src/engine/reading/catalog-job.ts';
import { createFiles } from '../../src/files/index.ts';
import { createRedactor } from '../../src/redaction/index.ts';
import type { Redactor } from '../../src/redaction/unredacted.ts';
import { sources } from '../../src/sources/index.ts';

const files = createFiles();
/** Lets everything through, which nothing but this measure may do: to see what the rest of the pass costs. */
const blind: Redactor = { text: (raw) => raw, named: (_name, raw) => raw, list: (raw) => [...raw] };

/** What the catalog pass over a home costs in this thread with redaction and without: milliseconds of processor time, the best of three. */
export async function catalogCost(home: string): Promise<{ with_ms: number; without_ms: number; bytes: number }> {
  const best = { with_ms: Number.POSITIVE_INFINITY, without_ms: Number.POSITIVE_INFINITY, bytes: 0 };
  for (let round = 0; round < 3; round++) {
    const without = await readAll(home, () => blind);
    const with_redaction = await readAll(home, () => createRedactor({ tag: () => '000000' }));
    best.without_ms = Math.min(best.without_ms, without.ms);
    best.with_ms = Math.min(best.with_ms, with_redaction.ms);
    best.bytes = with_redaction.bytes;
  }
  return best;
}

async function readAll(home: string, redactor: () => Redactor): Promise<{ ms: number; bytes: number }> {
  let bytes = 0;
  const started = process.cpuUsage();
  for (const source of sources) {
    for (const place of source.roots({ home, env: {} }).paths) {
      const root = files.openRoot(place);
      if (!('real_path' in root)) continue;
      for (const file of (await source.discover(root, files)).files)
        readForCatalog(
          { kind: 'catalog', source: source.id, file, known: null },
          { files, source, redactor: redactor() },
          (part) => {
            bytes += part.bytes_read;
          },
        );
    }
  }
  const used = process.cpuUsage(started);
  return { ms: (used.user + used.system) / 1000, bytes };
}
