import { describe, expect, test } from 'vitest';
import type { FileChange } from '../../../../src/contract/message.ts';
import { type DiffRow, diffOf } from '../../../../src/renderer/session/diff/diff-rows.ts';
import { splitRows } from '../../../../src/renderer/session/diff/split-rows.ts';
import { cpuTimeOf } from '../cpu-time.ts';

const change = (more: Partial<FileChange>): FileChange => ({
  path: 'src/a.ts',
  change: 'update',
  hunks: null,
  old_text: null,
  new_text: null,
  lines_added: null,
  lines_removed: null,
  is_cut: false,
  ...more,
});
const brief = (rows: readonly DiffRow[]): string[] =>
  rows.map((row) => `${row.old_line ?? ''}|${row.new_line ?? ''}|${row.kind}|${row.text}`);
const changedWords = (row: DiffRow | undefined): string[] =>
  (row?.words ?? []).filter((word) => word.is_changed).map((word) => word.text);

const lines = (letter: string): string => Array.from({ length: 6000 }, (_, place) => `${letter}${place}\n`).join('');

describe('the diff of a file', () => {
  test('shows logged hunks with their line numbers and a gap between them', () => {
    const hunks = [
      { old_start: 10, old_lines: 2, new_start: 10, new_lines: 2, lines: [' a', '-b', '+c'] },
      { old_start: 40, old_lines: 1, new_start: 40, new_lines: 1, lines: [' z', '\\ No newline at end of file'] },
    ];
    expect(brief(diffOf(change({ hunks })).rows)).toEqual([
      '||gap|line 10',
      '10|10|context|a',
      '11||removed|b',
      '|11|added|c',
      '||gap|line 40',
      '40|40|context|z',
      '||note| No newline at end of file',
    ]);
  });

  test('is computed from old and new text, without numbers the log does not give', () => {
    const diff = diffOf(change({ old_text: 'a\nb\nc\n', new_text: 'a\nB\nc\nd\n' }));
    expect(brief(diff.rows)).toEqual(['||context|a', '||removed|b', '||added|B', '||context|c', '||added|d']);
    expect(diff).toMatchObject({ added: 2, removed: 1, is_compared: true });
  });

  test('of a new file counts its lines', () => {
    const rows = diffOf(change({ change: 'create', new_text: 'a\nb\n' })).rows;
    expect(brief(rows)).toEqual(['|1|added|a', '|2|added|b']);
  });

  test('marks the words in which a line differs from the one it replaces', () => {
    const { rows } = diffOf(
      change({ old_text: 'const sum = round(total, 2);', new_text: 'const sum = floor(total, 2);' }),
    );
    expect(changedWords(rows[0])).toEqual(['round']);
    expect(changedWords(rows[1])).toEqual(['floor']);
    expect(rows[0]?.words?.map((word) => word.text).join('')).toBe(rows[0]?.text);
  });

  test('marks nothing in lines that have nothing in common', () => {
    const { rows } = diffOf(change({ old_text: 'export default app;', new_text: 'return 42 + x / y;' }));
    expect(rows.map((row) => row.words)).toEqual([null, null]);
  });

  test('gives up comparing texts that are too far apart, and shows both', () => {
    const texts = change({ old_text: lines('a'), new_text: lines('b') });
    const diff = diffOf(texts);
    expect(cpuTimeOf(() => void diffOf(texts))).toBeLessThan(500);
    expect(diff).toMatchObject({ added: 6000, removed: 6000, is_compared: false });
  });

  test('stays quick for lines of any length', () => {
    const pairs = Array.from({ length: 2000 }, (_, place) => `some words here ${place} and more`);
    const hunk = { old_start: 1, old_lines: 2000, new_start: 1, new_lines: 2000 };
    const all = [...pairs.map((line) => `-${line}`), ...pairs.map((line) => `+${line}!`)];
    const time = cpuTimeOf(() => {
      diffOf(change({ old_text: 'a b '.repeat(50_000), new_text: 'b a '.repeat(50_000) }));
      diffOf(change({ hunks: [{ ...hunk, lines: all }] }));
    });
    expect(time).toBeLessThan(1000);
  });
});

describe('the split view', () => {
  const rows = diffOf(change({ old_text: 'a\nb\nc\nd\n', new_text: 'a\nB\nd\ne\n' })).rows;

  test('puts removed lines beside the added lines that follow them', () => {
    expect(splitRows(rows).map(({ left, right }) => `${left?.text ?? '·'} ${right?.text ?? '·'}`)).toEqual([
      'a a',
      'b B',
      'c ·',
      'd d',
      '· e',
    ]);
  });

  test('loses no line', () => {
    const sides = splitRows(rows).flatMap(({ left, right }) => [left, right]);
    for (const row of rows) expect(sides).toContain(row);
  });
});
