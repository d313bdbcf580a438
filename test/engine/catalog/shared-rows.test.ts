import { DatabaseSync, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { type CallRow, type FilePart, noEvents, noFacts } from '../../../src/engine/catalog/rows.ts';
import { schema } from '../../../src/engine/catalog/schema.ts';
import { PartWriter } from '../../../src/engine/catalog/write-part.ts';

const call = (call_key: string, at: number): CallRow => ({
  call_key, at, model: 'm', input: 1, cache_read: 0, cache_write_5m: 0, cache_write_1h: 0, output: 1, reasoning: 0, price_facts: null,
  reported_cost_usd: null, is_final: true, is_copy: false, is_visible: true,
}); // prettier-ignore

const part = (last_at: number, ...calls: CallRow[]): FilePart => ({
  ...noFacts(), last_at, calls, tools: [], prompts: [], events: noEvents(), subagents: [], titles_for: [], problem_list: [], unknown_kinds: {},
}); // prettier-ignore

const place = (file_id: number) => ({
  file_id, size: 1, mtime_ms: 1, checked_ms: 1, device: '', inode: '', consumed: 1, last_line: 1, rest_bytes: 0,
  mark: null, state: null, reader_version: 1, rules_version: '',
}); // prettier-ignore

/** A writer on a catalog of three files, and how often it has looked through all that a file shares with others. */
function newWriter(): { writer: PartWriter; counted: () => string[]; looks: () => number } {
  const db = new DatabaseSync(':memory:');
  db.exec(schema);
  for (const [id, name] of [
    [1, 'a'],
    [2, 'b'],
    [3, 'c'],
  ] as const)
    // prettier-ignore
    db.prepare(
      `insert into files (id, source, root, relative_path, folder, session_id, device, inode, size, mtime_ms, checked_ms, consumed, rest_bytes, reader_version, rules_version)
       values (?, 's', '/', ?, '', ?, '', '', 0, 0, 0, 0, 0, 1, '')`,
    ).run(id, name, name);
  let looks = 0;
  const prepare = db.prepare.bind(db);
  db.prepare = (sql): StatementSync => {
    const statement = prepare(sql);
    if (!sql.includes('join calls b on')) return statement;
    const all = statement.all.bind(statement) as (...ids: number[]) => Record<string, SQLOutputValue>[];
    return Object.assign(statement, { all: (...ids: number[]) => ((looks += 1), all(...ids)) });
  };
  const rows = (): string[] =>
    prepare('select file_id, call_key from calls where counted = 1 order by call_key').all().map((row) => Object.values(row).join(' ')); // prettier-ignore
  return { writer: new PartWriter(db, () => null), counted: rows, looks: () => looks };
}

test('a file that shares nothing is not looked through again with each of its parts', () => {
  const { writer, looks } = newWriter();
  writer.forget(1);
  for (let n = 0; n < 20; n++) writer.write(place(1), part(n, call(`k${n}`, n)));
  expect([writer.isShared(1), looks()]).toEqual([false, 0]);
});

test('a file of which nothing is known yet is looked through once', () => {
  const { writer, looks } = newWriter();
  for (let n = 0; n < 20; n++) writer.write(place(1), part(n, call(`k${n}`, n)));
  expect([writer.isShared(1), looks()]).toEqual([false, 1]);
});

test('what two files share is counted in the one that ended first, also when a later part decides that', () => {
  const { writer, counted } = newWriter();
  for (const id of [1, 2, 3]) writer.forget(id);
  writer.write(place(1), part(10, call('same', 1), call('own', 1)));
  writer.write(place(2), part(20, call('same', 1)));
  expect([1, 2, 3].map((id) => writer.isShared(id))).toEqual([true, true, false]);
  expect(counted()).toEqual(['1 own', '1 same']);
  writer.write(place(1), part(30, call('late', 30)));
  expect(counted()).toEqual(['1 late', '1 own', '2 same']);
});

test('what was taken back is not relied on', () => {
  const { writer, looks } = newWriter();
  writer.forget(1);
  writer.abandon();
  writer.write(place(1), part(1, call('k', 1)));
  expect([writer.isShared(1), looks()]).toEqual([false, 1]);
});
