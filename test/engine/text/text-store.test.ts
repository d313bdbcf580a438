import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { IndexShard } from '../../../src/engine/text/index-shard.ts';
import { TextStore } from '../../../src/engine/text/text-store.ts';

function newStore() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rearview-text-'));
  const file = path.join(folder, 'text.sqlite');
  const store = new TextStore(file, 'a catalog');
  onTestFinished(() => {
    store.close();
    fs.rmSync(folder, { recursive: true });
  });
  /** Five hundred words, other ones for each message. */
  const put = (file_id: number, ordinal: number): void => {
    const tool_output = Array.from(
      { length: 500 },
      (_, n) => `w${(file_id * 7919 + ordinal * 104_729 + n * 31) % 99_991}`,
    ).join(' ');
    const texts = { text: '', thinking: '', tool_input: '', tool_output };
    store.put({ ordinal, agent_id: null, place: ordinal, role: 'user', at: null, spans: [], texts });
  };
  const putMany = (file_id: number, count: number): void => {
    store.begin(file_id);
    for (let ordinal = 0; ordinal < count; ordinal++) put(file_id, ordinal);
  };
  const figure = (sql: string): number => {
    const db = new DatabaseSync(file, { readOnly: true });
    const [value] = Object.values(db.prepare(sql).get()!);
    db.close();
    return Number(value);
  };
  return {
    store,
    file,
    putMany,
    stretches: () => figure('select count(distinct segid) from texts_idx'),
    freePages: () => figure('pragma freelist_count'),
    found: (word: string) => figure(`select count(*) from texts where texts match '${word}'`),
    bytes: () => fs.statSync(file).size,
  };
}

test('an index that is new is one stretch when it is done, and keeps no page it does not need', () => {
  const { store, putMany, stretches, freePages, found } = newStore();
  for (let file_id = 1; file_id <= 4; file_id++) {
    putMany(file_id, 200);
    store.commit();
  }
  expect(stretches()).toBeGreaterThan(1);
  const before = found('w31');
  let signs = 0;
  store.settle(() => (signs += 1));
  expect([stretches(), freePages(), found('w31')]).toEqual([1, 0, before]);
  expect(signs).toBeGreaterThan(1);
});

test('what is added later is not merged with all that was there', () => {
  const { store, putMany, stretches } = newStore();
  putMany(1, 600);
  store.settle();
  putMany(2, 20);
  store.settle();
  expect(stretches()).toBe(2);
});

test('space of what is forgotten is given back', () => {
  const { store, putMany, bytes, freePages } = newStore();
  putMany(1, 600);
  putMany(2, 20);
  store.settle();
  const before = bytes();
  store.forget(1);
  store.settle();
  putMany(2, 20);
  store.settle();
  expect(freePages()).toBe(0);
  expect(bytes()).toBeLessThan(before / 2);
});

test('files that come in any order, are done anew or were broken off stay apart from each other', () => {
  const { store, putMany, file } = newStore();
  const shard = new IndexShard(file, 'a catalog');
  onTestFinished(() => shard.close());
  const places = () => {
    store.commit();
    return Object.fromEntries(
      [...shard.matches('w*', { sql: 'true', values: [] })].map(([id, own]) => [id, own.length]),
    );
  };
  putMany(7, 3);
  putMany(3, 2);
  putMany(5, 0);
  putMany(9, 1);
  expect(places()).toEqual({ 7: 3, 3: 2, 9: 1 });
  putMany(3, 4);
  store.forget(5);
  store.mark(3, 100, 'done');
  expect(places()).toEqual({ 7: 3, 3: 4, 9: 1 });
  expect(shard.messages(3, [1, 3, 4]).map(({ ordinal, place }) => [ordinal, place])).toEqual([[1, 1], [3, 3]]); // prettier-ignore
  expect(shard.messages(5, [0])).toEqual([]);
  store.forget(9);
  putMany(2, 1);
  store.forget(7);
  expect(places()).toEqual({ 3: 4, 2: 1 });
  const states = shard.indexed().map(({ file_id, state }) => [file_id, state]);
  expect(states).toEqual([[2, ''], [3, 'done']]); // prettier-ignore
});

test('words do not take more room for the ids of files being far apart', () => {
  const bytesOf = (far: number): number => {
    const { store, putMany, bytes } = newStore();
    for (let n = 10; n > 0; n--) putMany(n * far, 40);
    store.settle();
    return bytes();
  };
  // Of such ids the messages have the same words.
  expect(bytesOf(99_992)).toBe(bytesOf(1));
});
