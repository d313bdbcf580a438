import { describe, expect, test } from 'vitest';
import { parseFilterWords, setFilterWord } from '../../../src/renderer/store/filter-words.ts';

const plain = {
  source: null,
  project: null,
  model: null,
  branch: null,
  tool: null,
  program: null,
  command: null,
  file: null,
  cost: null,
  length: null,
  active: null,
  weekday: null,
  hour: null,
  edited: null,
  tag: null,
  is: null,
  has: [],
  after: null,
  before: null,
  text: '',
  unknown: [],
};

describe('parseFilterWords', () => {
  test('words without a colon are text', () => {
    expect(parseFilterWords('  fix the   parser ')).toEqual({ ...plain, text: 'fix the parser' });
    expect(parseFilterWords('')).toEqual(plain);
  });

  test('named words are filters, wherever they stand', () => {
    expect(parseFilterWords('project:api rounding model:opus has:error after:2026-10-01 before:2026-10-31')).toEqual({
      ...plain,
      project: 'api',
      model: 'opus',
      has: ['error'],
      after: '2026-10-01',
      before: '2026-10-31',
      text: 'rounding',
    });
  });

  test('values with blanks stand in quotes, and a quote may be left open', () => {
    expect(parseFilterWords('project:"map tiles (old)" branch:"a b').project).toBe('map tiles (old)');
    expect(parseFilterWords('project:"map tiles (old)" branch:"a b').branch).toBe('a b');
    expect(parseFilterWords('"two words" one').text).toBe('two words one');
  });

  test('calls, files and cost are asked for', () => {
    expect(parseFilterWords('tool:Bash program:git file:src/a.ts cost:>2')).toMatchObject({
      tool: 'Bash',
      program: 'git',
      file: 'src/a.ts',
      cost: '>2',
    });
  });

  test('lengths, hours of the week and first edits are asked for, and what is none of these is text', () => {
    expect(parseFilterWords('length:>2h active:5m..15m weekday:Monday hour:9-17 edited:8+')).toMatchObject({
      length: '>2h',
      active: '5m..15m',
      weekday: 'mon',
      hour: '9-17',
      edited: '8+',
      unknown: [],
    });
    const wrong = ['length:long', 'active:2h..1h', 'weekday:x', 'hour:24', 'hour:9-7', 'edited:0'];
    expect(parseFilterWords(wrong.join(' ')).unknown).toEqual(wrong);
  });

  test('a command with quotes and backslashes is found again as it was', () => {
    for (const command of ['git commit -m "a b"', 'dir "C:\\x\\"', 'echo \\" x', 'plain'])
      expect(parseFilterWords(setFilterWord('', 'command', command)).command).toBe(command);
  });

  test('has adds up and knows plurals', () => {
    expect(parseFilterWords('has:errors has:edit has:live').has).toEqual(['error', 'edit', 'live']);
  });

  test('what looks like a filter and is none is told and kept as text', () => {
    const words = parseFilterWords('cost:much after:yesterday after:2026-13-45 has:style std::vector');
    expect(words.unknown).toEqual(['cost:much', 'after:yesterday', 'after:2026-13-45', 'has:style', 'std::vector']);
    expect(words.text).toBe('cost:much after:yesterday after:2026-13-45 has:style std::vector');
    expect(words.after).toBeNull();
  });

  test('a Windows path is a value', () => {
    expect(parseFilterWords('project:C:\\Users\\me\\api').project).toBe('C:\\Users\\me\\api');
  });

  test('inherited names are no filters', () => {
    expect(parseFilterWords('has:constructor __proto__:x').has).toEqual([]);
  });
});

describe('setFilterWord', () => {
  test('sets, replaces and removes a filter and leaves the rest as typed', () => {
    expect(setFilterWord('fix  "a b"', 'project', '/home/me/my app')).toBe('fix "a b" project:"/home/me/my app"');
    expect(setFilterWord('project:api fix', 'project', 'web')).toBe('fix project:web');
    expect(setFilterWord('project:api fix', 'project', null)).toBe('fix');
  });

  test('values of has are switched one by one', () => {
    expect(setFilterWord('has:error', 'has', 'live')).toBe('has:error has:live');
    expect(setFilterWord('has:error has:live', 'has', 'error')).toBe('has:live');
  });

  test('what was set is read back', () => {
    const box = setFilterWord(setFilterWord('words', 'project', '/a b/c'), 'after', '2026-01-31');
    expect(parseFilterWords(box)).toMatchObject({ project: '/a b/c', after: '2026-01-31', text: 'words' });
  });
});
