import { property, assert, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linesOfMessage } from '../../src/cli/message-lines.ts';
import { tableLines } from '../../src/cli/table.ts';
import { cutToWidth, plainJson, plainLine, plainText, widthOf } from '../../src/cli/terminal-text.ts';
import type { Block, Message } from '../../src/contract/message.ts';

test.each([
  ['\u001B[31mred\u001B[0m', 'red'],
  ['\u001B]8;;https://evil.example\u0007link\u001B]8;;\u0007', 'link'],
  ['\u001B]52;c;ZXZpbA==\u001B\\copied', 'copied'],
  ['\u001B]0;title\u0007text', 'text'],
  ['\u001BP1$r\u001B\\text', 'text'],
  ['\u001Bc\u001B(Btext', 'text'],
  ['\u009B31mred', 'red'],
  ['\u009D0;title\u009Ctext', 'text'],
  ['good\rbad', 'goodbad'],
  ['a\u0000b\u0008c\u007Fd', 'abcd'],
  ['exe.\u202Egpj', 'exe.<U+202E>gpj'],
  ['in\u200Bvisible\u2066x\u2069', 'in<U+200B>visible<U+2066>x<U+2069>'],
  ['one\r\ntwo\tthree', 'one\ntwo\tthree'],
  ['\u001B[', ''],
  ['äöü 日本 👍', 'äöü 日本 👍'],
])('%j is shown as %j', (text, shown) => {
  expect(plainText(text)).toBe(shown);
});

test('no text whatever can command the terminal', () => {
  // oxlint-disable-next-line no-control-regex -- these are the characters that must not pass
  const dangerous = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/;
  assert(
    property(string({ unit: 'binary' }), (text) => {
      expect(plainText(text)).not.toMatch(dangerous);
      expect(plainLine(text)).not.toMatch(/[\n\t]/);
      expect(plainJson({ [text]: text })).not.toMatch(dangerous);
      expect(JSON.parse(plainJson([text]))).toEqual([text]);
    }),
    { numRuns: 2000 },
  );
});

test('ten megabytes of escape characters are done in no time', () => {
  const started = performance.now();
  for (const piece of ['\u001B', '\u001B[', '\u001B]', '\u001B]a', '\u001B[0;', '\u0007', '\u009D', '\u009B0']) {
    plainText(piece.repeat(Math.floor(10_000_000 / piece.length / 8)));
  }
  expect(performance.now() - started).toBeLessThan(4000);
});

describe('width', () => {
  test.each([
    ['abc', 3],
    ['äöü', 3],
    ['日本', 4],
    ['👍', 2],
    ['👩‍👩‍👧', 2],
    ['e\u0301', 1],
  ])('%s takes %i columns', (text, width) => expect(widthOf(text)).toBe(width));

  test('a cut text fits and never splits a letter', () => {
    expect(cutToWidth('abcdef', 4)).toBe('abc…');
    expect(cutToWidth('日本語', 4)).toBe('日…');
    expect(cutToWidth('abc', 3)).toBe('abc');
    assert(property(string({ unit: 'grapheme' }), (text) => widthOf(cutToWidth(text, 10)) <= 10));
  });
});

test('a table aligns words left, numbers right, and gives only where it may', () => {
  const columns = [
    { title: 'Name', is_elastic: true },
    { title: 'Count', is_number: true },
  ];
  const rows = [
    ['日本', '1'],
    ['a rather long name indeed', '12,345'],
  ];
  expect(tableLines(columns, rows, null)).toEqual([
    'Name                        Count',
    '日本                            1',
    'a rather long name indeed  12,345',
  ]);
  expect(tableLines(columns, rows, 22)).toEqual([
    'Name             Count',
    '日本                 1',
    'a rather long…  12,345',
  ]);
});

test('every kind of block has a line, and none can command the terminal', () => {
  const text = { text: 'a\u001B[31mb\nsecond', text_length: 100, block_id: 'x' };
  const evil = 'e\u001B]0;x\u0007\u202E';
  const change = {
    path: evil,
    change: 'update' as const,
    hunks: null,
    old_text: null,
    new_text: null,
    lines_added: 1,
    lines_removed: null,
    is_cut: false,
  };
  const blocks: Block[] = [
    { type: 'text', ...text, format: 'markdown', label: null, is_injected: false },
    { type: 'text', ...text, format: 'plain', label: 'system reminder', is_injected: true },
    { type: 'thinking', ...text, is_recorded: true },
    {
      type: 'tool_call',
      block_id: 'x',
      call_id: 'c',
      name: evil,
      kind: 'command',
      subject: evil,
      description: null,
      input: '',
      input_length: 0,
      changes: [change],
      todos: null,
      agent_id: null,
    },
    {
      type: 'tool_result',
      ...text,
      text: 'line\n'.repeat(40),
      call_id: 'c',
      at: null,
      is_error: true,
      outcome: 'error',
      denied_by: null,
      exit_code: 1,
      duration_ms: 1500,
      duration_basis: 'reported',
      changes: [],
      images: [],
      moved_output: null,
      injected: [],
    },
    { type: 'image', block_id: 'x', media_type: evil, bytes: 2048, absent_reason: null },
    { type: 'compaction', block_id: 'x', trigger: null, tokens_before: 1000, tokens_after: null, duration_ms: null },
    { type: 'notice', ...text, label: evil, level: 'error', duration_ms: null },
    { type: 'problem', block_id: 'x', line: 7, reason: evil },
  ];
  const message: Message = {
    message_id: 'm',
    index: 0,
    role: 'assistant',
    at: null,
    model: evil,
    turn_id: null,
    agent_id: 'sub',
    is_meta: false,
    branch: null,
    usage: null,
    stop_reason: null,
    effort: null,
    cache_miss: null,
    blocks,
  };
  const lines = linesOfMessage(message);
  for (const character of ['\u001B', '\u0007', '\u202E']) expect(lines.join('\n')).not.toContain(character);
  expect(lines).toEqual(
    expect.arrayContaining([
      'ab',
      '[system reminder, 100 characters]',
      '[thinking, 100 characters]',
      '> e<U+202E>: e<U+202E>',
      '    update e<U+202E> +1 −–',
      '  error, exit code 1, 2 s',
      '    … 100 characters in all',
      '[compaction: 1,000 → – tokens]',
      '[error: e<U+202E>]',
      '[line 7 was not understood: e<U+202E>]',
    ]),
  );
});
