import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { DamagedIndex } from '../../../src/engine/catalog/damage.ts';
import { TextStore } from '../../../src/engine/text/text-store.ts';
import { Vocabulary } from '../../../src/engine/text/vocabulary.ts';

/** A text index on disk, and how its words are asked for. */
function indexOnDisk() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rearview-vocabulary-'));
  const file = path.join(folder, 'text.sqlite');
  const store = new TextStore(file, 'a catalog');
  const db = new DatabaseSync(file, { readOnly: true });
  db.exec('create virtual table temp.counted using fts5vocab(main, texts, row)');
  onTestFinished(() => {
    db.close();
    store.close();
    fs.rmSync(folder, { recursive: true });
  });
  const put = (file_id: number, text: string): void => {
    const texts = { text, thinking: '', tool_input: '', tool_output: '' };
    store.begin(file_id);
    store.put({ ordinal: 0, agent_id: null, place: 0, role: 'user', at: null, spans: [], texts });
  };
  const counted = () => db.prepare('select term from counted').all().map(({ term }) => String(term)); // prettier-ignore
  return { store, db, file, put, counted, vocabulary: new Vocabulary(db) };
}

/** Words without a pattern, the same ones every time; some long, some longer than a page, some not in ASCII. */
function words(seed: number, count: number): string {
  let state = seed + 1;
  const next = (most: number): number => (state = (state * 48_271) % 2_147_483_647) % most;
  return Array.from({ length: count }, () => {
    const word = Array.from({ length: 1 + next(14) }, () => letters[next(letters.length)]).join('');
    return next(300) === 0 ? word.repeat(800) : word;
  }).join(' ');
}
const letters = [...'abcdefgh0123_', 'ж', '漢', 'ß', 'é'];

const everyWord = (vocabulary: Vocabulary): Set<string> =>
  new Set([...letters, 'e'].flatMap((letter) => vocabulary.wordsWith(letter, 'anywhere', 1e9)));

describe('the words of an index', () => {
  test('are those that FTS5 itself counts, whatever was merged', () => {
    const { store, put, counted, vocabulary } = indexOnDisk();
    for (let batch = 0; batch < 12; batch++) {
      for (let n = 0; n < 40; n++) put(batch * 40 + n + 1, words(batch * 40 + n, 120));
      store.commit();
      if (batch % 4 < 3) continue;
      const known = everyWord(vocabulary);
      const own = counted();
      expect(own.filter((word) => !known.has(word))).toEqual([]);
      expect(known.size).toBe(own.length);
    }
    expect(counted().length).toBeGreaterThan(5_000);
  });

  test('may be some more where something was deleted, until that is merged', () => {
    const { store, put, counted, vocabulary } = indexOnDisk();
    for (let batch = 0; batch < 12; batch++) {
      for (let n = 0; n < 40; n++) put(batch * 40 + n + 1, words(batch * 40 + n, 120));
      if (batch > 1) for (let n = 0; n < 40; n++) store.forget((batch - 2) * 40 + n + 1);
      store.commit();
      const known = everyWord(vocabulary);
      expect(counted().filter((word) => !known.has(word))).toEqual([]);
    }
  });

  test('are found by what they hold or end with, up to as many as are asked for', () => {
    const { store, put, vocabulary } = indexOnDisk();
    put(1, 'session sessions passion ion possession');
    store.commit();
    const found = (part: string, where: 'at_end' | 'anywhere', most = 9) =>
      vocabulary.wordsWith(part, where, most).toSorted();
    expect(found('ssio', 'anywhere')).toEqual(['passion', 'possession', 'session', 'sessions']);
    expect(found('ion', 'at_end')).toEqual(['ion', 'passion', 'possession', 'session']);
    expect(found('ion', 'anywhere', 2)).toHaveLength(2);
    expect(found('sos', 'anywhere')).toEqual([]);
  });

  test('are known at once when something was added by another connection', () => {
    const { store, put, vocabulary } = indexOnDisk();
    put(1, 'walrus');
    store.commit();
    expect(vocabulary.wordsWith('alr', 'anywhere', 9)).toEqual(['walrus']);
    put(2, 'ostrich');
    expect(vocabulary.wordsWith('stri', 'anywhere', 9)).toEqual([]);
    store.commit();
    expect(vocabulary.wordsWith('stri', 'anywhere', 9)).toEqual(['ostrich']);
  });

  test('are let go of when nobody has asked for a minute', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { store, put, db, vocabulary } = indexOnDisk();
    put(1, 'walrus');
    store.commit();
    const prepare = vi.spyOn(db, 'prepare');
    const readings = () => prepare.mock.calls.filter(([sql]) => sql.includes('texts_data')).length;
    for (const passed of [0, 40_000, 40_000]) {
      vi.advanceTimersByTime(passed);
      expect(vocabulary.wordsWith('alr', 'anywhere', 9)).toEqual(['walrus']);
    }
    expect(readings()).toBe(1);
    vi.advanceTimersByTime(60_001);
    vocabulary.wordsWith('alr', 'anywhere', 9);
    expect(readings()).toBe(2);
  });

  test('are those that FTS5 counts when its pages are laid out in a way not known here', () => {
    const { store, put, db, file } = indexOnDisk();
    put(1, 'session walrus');
    store.commit();
    const other = new DatabaseSync(file, { defensive: false });
    other.exec("update texts_config set v = 5 where k = 'version'");
    other.close();
    const prepare = vi.spyOn(db, 'prepare');
    expect(new Vocabulary(db).wordsWith('s', 'anywhere', 9).toSorted()).toEqual(['session', 'walrus']);
    expect(prepare.mock.calls.some(([sql]) => sql.includes('texts_data'))).toBe(false);
  });

  test('are read to an end or told to be damaged, whatever stands on their pages', () => {
    const { store, put, file, vocabulary } = indexOnDisk();
    put(1, words(1, 600));
    store.commit();
    const other = new DatabaseSync(file, { defensive: false, timeout: 5000 });
    onTestFinished(() => other.close());
    const { id, block } = other
      .prepare('select id, block from texts_data where id > 10 order by length(block) desc limit 1')
      .get() as { id: number; block: Uint8Array };
    const write = other.prepare('update texts_data set block = ? where id = ?');
    let damaged = 0;
    for (let n = 0; n < 200; n++) {
      const page = Uint8Array.from(block);
      // Where the words begin is told at the end; numbers of many bytes are the ones that lead astray.
      for (let more = 0; more < 3; more++)
        page[page.length - 1 - ((n * 7 + more * 13) % 300)] = 0x80 | ((n * 31) % 128);
      page.fill(0xff, page.length - (n % 3));
      write.run(page, id);
      try {
        vocabulary.wordsWith('a', 'anywhere', 9);
      } catch (error) {
        expect(error).toBeInstanceOf(DamagedIndex);
        damaged += 1;
      }
    }
    expect(damaged).toBeGreaterThan(50);
  });
});
