import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { noFacts, noEvents, type FilePart, type FileRow, type ToolRow } from '../../../src/engine/catalog/rows.ts';
import { schema } from '../../../src/engine/catalog/schema.ts';
import { PartWriter } from '../../../src/engine/catalog/write-part.ts';

const place = {
  file_id: 1, size: 1, mtime_ms: 1, checked_ms: 1, device: '', inode: '', consumed: 1, last_line: 1, rest_bytes: 0,
  mark: null, state: null, reader_version: 1, rules_version: '',
}; // prettier-ignore
const part = (...tools: ToolRow[]): FilePart => ({
  ...noFacts(), calls: [], tools, prompts: [], events: noEvents(), subagents: [], titles_for: [], problem_list: [], unknown_kinds: {},
}); // prettier-ignore

const file = (path: string, lines_added: number): FileRow => ({
  path,
  change: 'write',
  way: 'update',
  lines_added,
  lines_removed: 0,
});
const asks = (call_id: string, ...files: FileRow[]): ToolRow => ({
  call_id,
  call: {
    name: 'apply_patch', kind: 'edit', at: 1, path: files[0]!.path, way: null, files: files.length > 1 ? files : [], command: null,
    program: null, agent_type: null, agent_description: null, lines_added: null, lines_removed: null,
  },
  result: null,
}); // prettier-ignore
const ends = (call_id: string, ...files: FileRow[]): ToolRow => ({
  call_id,
  call: null,
  result: {
    at: 2, outcome: 'ok', denied_by: null, duration_ms: null, lines_added: null, lines_removed: null,
    way: files.length === 1 ? files[0]!.way : null, files, agent_id: null,
  },
}); // prettier-ignore

function filesAfter(...parts: FilePart[]): unknown[] {
  const db = new DatabaseSync(':memory:');
  db.exec(schema);
  db.exec(
    `insert into files (id, source, root, relative_path, folder, session_id, device, inode, size, mtime_ms, checked_ms, consumed, rest_bytes, reader_version, rules_version)
     values (1, 's', '/', 'a', '', 'one', '', '', 0, 0, 0, 0, 0, 1, '')`,
  );
  const writer = new PartWriter(db, () => null);
  for (const one of parts) writer.write(place, one);
  const rows = db.prepare('select path, change, way, lines_added, outcome from tool_files order by path').all();
  return rows.map((row) => Object.values(row));
}

test('a call of one file has that file, and a call of several has a row for each', () => {
  expect(filesAfter(part(asks('one', file('a', 1)), asks('two', file('b', 2), file('c', 3))))).toEqual([
    ['a', 'write', null, null, null],
    ['b', 'write', 'update', 2, null],
    ['c', 'write', 'update', 3, null],
  ]);
});

test('what was really changed stands in place of what was asked for, in whatever parts it comes', () => {
  const asked = asks('two', file('b', 2), file('c', 3));
  const ended = ends('two', file('b', 7), file('d', 8));
  const expected = [['b', 'write', 'update', 7, 'ok'], ['d', 'write', 'update', 8, 'ok']]; // prettier-ignore
  expect(filesAfter(part(asked), part(ended))).toEqual(expected);
  expect(filesAfter(part({ ...asked, result: ended.result }))).toEqual(expected);
});

test('of several files that were asked for the one that was changed is left', () => {
  const asked = asks('two', file('b', 2), file('c', 3));
  const ended = ends('two', file('c', 9));
  expect(filesAfter(part(asked), part(ended))).toEqual([['c', 'write', 'update', 9, 'ok']]);
  expect(filesAfter(part({ ...asked, result: ended.result }))).toEqual([['c', 'write', 'update', 9, 'ok']]);
});

test('a result whose call names no file brings its own', () => {
  const call = asks('one', file('a', 1)).call!;
  const nameless: ToolRow = { call_id: 'one', call: { ...call, path: null }, result: null };
  const ended = ends('one', file('z', 4));
  expect(filesAfter(part(nameless), part(ended))).toEqual([['z', 'write', 'update', null, 'ok']]);
  expect(filesAfter(part(ended), part(nameless))).toEqual([['z', 'write', 'update', null, 'ok']]);
});

test('a file that is forgotten leaves no row of its calls', () => {
  const db = new DatabaseSync(':memory:');
  db.exec(schema);
  const writer = new PartWriter(db, () => null);
  writer.write(place, part(asks('two', file('b', 2), file('c', 3))));
  writer.forget(1);
  expect(db.prepare('select count(*) as count from several_files').get()!['count']).toBe(0);
});
