import fastGlob from 'fast-glob';
import { describe, expect, test } from 'vitest';
import { createFiles } from '../../src/files/index.ts';
import { hopeBelow, hopeFrom, mayBeListed, namesHopedFor } from '../../src/files/patterns.ts';
import { pathsOf, plant, rootAt, temporaryFolder } from './tree.ts';

const folders = [
  '',
  'projects/',
  'projects/p1/',
  'projects/p1/s1/subagents/',
  'projects/.p2/',
  'sessions/2026/08/01/',
  'a/b/a/b/',
];
const names = [
  'x.jsonl',
  'agent-1.jsonl',
  'agent-1.meta.json',
  'rollout-9.jsonl',
  '.hidden.jsonl',
  'b',
  'notes.txt',
  'x.json',
];

describe('patterns', () => {
  test.each([
    ['projects/*/*.jsonl'],
    ['projects/*/*/subagents/**/*.jsonl'],
    ['sessions/**/rollout-*.jsonl'],
    ['**/*.jsonl'],
    ['**'],
    ['**/*'],
    ['*'],
    ['a/**/b'],
    ['**/b/**/b'],
    ['projects/.p2/*.jsonl'],
    ['projects/**/agent-?.{jsonl,meta.json}'],
    ['projects/p[0-9]/[ax]*.jsonl'],
    ['x.jsonl', 'projects/*/x.jsonl', '**/x.jsonl'],
    ['nothing/here/*.jsonl'],
  ])('%j finds what fast-glob finds', async (...patterns) => {
    const folder = temporaryFolder();
    plant(
      folder,
      Object.fromEntries(
        folders.flatMap((at) =>
          names.map((name) => [`${at}${name}${at.startsWith('a/') && name === 'b' ? '/b' : ''}`, '{}']),
        ),
      ),
    );
    const files = createFiles();
    const found = pathsOf(await files.walk(rootAt(files, folder), patterns));
    expect(found.toSorted()).toEqual(fastGlob.sync(patterns, { cwd: folder, followSymbolicLinks: false }).toSorted());
    expect(new Set(found).size).toBe(found.length);
  });

  test('a folder below which nothing can match is not entered', () => {
    const hope = hopeFrom(['projects/*/*.jsonl']);
    expect(hopeBelow(hope, 'sessions')).toEqual([]);
    expect(hopeBelow(hopeBelow(hope, 'projects'), 'p1')).toHaveLength(1);
    expect(hopeBelow(hopeBelow(hopeBelow(hope, 'projects'), 'p1'), 's1')).toEqual([]);
  });

  test('a folder with plain names to look for is not listed', () => {
    expect(namesHopedFor(hopeFrom(['projects/*.jsonl', 'sessions/x']))).toEqual(['projects', 'sessions']);
    expect(namesHopedFor(hopeFrom(['projects/*.jsonl', '*']))).toBeNull();
  });

  test.each(['../x', 'a/../b', '/etc/*', 'a//b', '', '!a', 'a\\b', '**.jsonl', '+(a)', 'a,b*'])(
    '%j is not understood',
    (pattern) => expect(() => hopeFrom([pattern])).toThrow('not a pattern'),
  );
});

test.each([
  ['projects/p/s.jsonl', true],
  ['sessions/2026/01/02/r.jsonl', true],
  ['sessions/r.jsonl', true],
  ['projects/s.jsonl', false],
  ['projects/p/.s.jsonl', false],
  ['projects/p/q/s.jsonl', false],
  ['projects', false],
  ['', false],
])('a walk may list %j: %s', (relative_path, expected) => {
  expect(mayBeListed(['projects/*/*.jsonl', 'sessions/**/*.jsonl'], relative_path)).toBe(expected);
});
