import path from 'node:path';
import { expect, test } from 'vitest';
import { Catalog } from '../../../src/engine/catalog/catalog.ts';
import { openCatalog } from '../../../src/engine/catalog/open-catalog.ts';
import type { Seal } from '../../../src/engine/catalog/seal.ts';
import { writeProblem } from '../../../src/engine/catalog/write-problem.ts';
import type { Hiding } from '../../../src/engine/hiding.ts';
import { ReaderPool } from '../../../src/engine/reader-pool.ts';
import { Scan } from '../../../src/engine/scan.ts';
import { createFiles } from '../../../src/files/index.ts';
import { sources } from '../../../src/sources/index.ts';
import { threadModule } from '../built-threads.ts';
import { TestHome } from '../running-engine.ts';

const same = (text: string): string => text;
const openSeal: Seal = { path: same, text: same, open: same };

/** A scan with a catalog of its own, as the engine builds it. */
function scanIn(home: TestHome) {
  const { db, problem } = openCatalog(home.data_dir);
  expect(problem).toBeNull();
  const catalog = new Catalog(db, {
    price: () => 0.5,
    labels: new Map(),
    rules_version: 'test',
    seal: openSeal,
    redaction: { labels: same, ids: same, paths: same },
    prices_as_of: '2026-08-01',
  });
  const hiding: Hiding = { tag_key: '00'.repeat(32), own: {}, level: 'secrets', extra_words: [] };
  const pool = new ReaderPool(
    threadModule('reader'),
    { ...hiding, text_store: null },
    { threads: 2, heap_mb: 200, stays: true },
  );
  home.beforeItGoes(() => pool.close());
  home.beforeItGoes(() => db.isOpen && db.close());
  const environment = { home: home.path, env: {} };
  return { db, catalog, scan: new Scan({ catalog, files: createFiles(), pool, environment, sources }) };
}

const rowsOf = ({ db }: ReturnType<typeof scanIn>): unknown[] =>
  db.prepare('select session_id, message_count, cost_usd from sessions order by session_id').all();

test('a disk that fills up while a scan writes costs no row, and the next scan brings the rest', async () => {
  const home = new TestHome();
  const lines = Array.from({ length: 120 }, (_, n) => `09:00 calls t-${n} Bash echo ${'x'.repeat(250)}${n}`).join('\n');
  for (let n = 0; n < 12; n++)
    home.draw(lines.replaceAll('t-', `t${n}-`), {
      session_id: `s-${String(n).padStart(2, '0')}`,
      ageMs: 900_000 - n * 10_000,
    });
  const small = scanIn(home);
  const [{ pages }] = small.db.prepare('select page_count as pages from pragma_page_count').all() as [
    { pages: number },
  ];
  small.db.exec(`pragma max_page_count = ${pages + 60}`);
  const failure = await small.scan.run().then(() => null).catch((error: unknown) => error); // prettier-ignore
  expect(writeProblem(failure)).toContain('the disk is full');
  small.catalog.abandon();
  expect(small.db.prepare('pragma quick_check').get()).toEqual({ quick_check: 'ok' });
  small.db.exec('pragma max_page_count = 1000000');
  await small.scan.run();

  const fresh = new TestHome();
  for (let n = 0; n < 12; n++)
    fresh.draw(lines.replaceAll('t-', `t${n}-`), { session_id: `s-${String(n).padStart(2, '0')}`, ageMs: 900_000 });
  const large = scanIn(fresh);
  await large.scan.run();
  expect(rowsOf(small)).toHaveLength(12);
  expect(rowsOf(small)).toEqual(rowsOf(large));
});

test('only failures of writing have a sentence', () => {
  expect(writeProblem(new Error('x'))).toBeNull();
  expect(writeProblem(null)).toBeNull();
  expect(writeProblem(Object.assign(new Error('x'), { errcode: 5 }))).toContain('another program');
  expect(writeProblem(Object.assign(new Error('x'), { errcode: 266 }))).toContain('could not be written to');
  expect(writeProblem(Object.assign(new Error('x'), { errcode: 1 }))).toBeNull();
  expect(path.isAbsolute(writeProblem(Object.assign(new Error('x'), { errcode: 13 })) ?? '')).toBe(false);
});
