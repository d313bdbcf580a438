import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Room, rooms } from './helpers/rooms.ts';
import { filesBelow, type Import, importsIn, readProjectFile } from './helpers/source-tree.ts';

const sourceFiles = filesBelow('src');
const codeFiles = sourceFiles.filter((file) => /\.(?:ts|tsx|mts|cts|js|jsx|mjs|cjs)$/.test(file));
const roomOf = (file: string): string => file.split('/')[0] ?? '';

/** The folder of the source that a file belongs to. */
const sourceFolderOf = (file: string): string | null => /^sources\/([^/]+)\//.exec(file)?.[1] ?? null;

/** Why a file of a room may not import this; null when it may. */
function importProblem(file: string, { target, is_type }: Omit<Import, 'is_later'>, room: Room): string | null {
  if (!target.startsWith('.')) {
    const isAllowed = room.packages.some((name) =>
      name === 'node:' ? target.startsWith(name) : isWithin(target, name),
    );
    return isAllowed ? null : `${file} imports the package ${target}`;
  }
  const to = path.posix.normalize(path.posix.join(path.posix.dirname(file), target)).replace(/\?.*$/, '');
  if (to === '../package.json') return null;
  if (to.startsWith('..')) return `${file} imports ${target} from outside of src`;
  if (roomOf(to) === roomOf(file)) return null;
  const allowed = is_type ? [...room.rooms, ...room.types] : room.rooms;
  return allowed.some((name) => isWithin(to, name)) ? null : `${file} imports ${is_type ? 'types of ' : ''}${to}`;
}

const isWithin = (path_: string, name: string): boolean => path_ === name || path_.startsWith(`${name}/`);

describe('rooms', () => {
  test('every folder of src has a row in the import table', () => {
    expect([...new Set(sourceFiles.map(roomOf))].filter((name) => !Object.hasOwn(rooms, name))).toEqual([]);
  });

  test('no file imports what the table does not allow its room', () => {
    const problems = codeFiles.flatMap((file) => {
      const room = rooms[roomOf(file)];
      if (!room) return [];
      return importsIn(readProjectFile(`src/${file}`)).map((one) => importProblem(file, one, room));
    });
    expect(problems.filter((problem) => problem !== null)).toEqual([]);
  });

  test('no source imports the folder of another one', () => {
    const crossed = codeFiles
      .filter((file) => sourceFolderOf(file) !== null)
      .flatMap((file) =>
        importsIn(readProjectFile(`src/${file}`))
          .filter(({ target }) => target.startsWith('.'))
          .map(({ target }) => path.posix.join(path.posix.dirname(file), target))
          .filter((to) => sourceFolderOf(to) !== null && sourceFolderOf(to) !== sourceFolderOf(file))
          .map((to) => `${file} → ${to}`),
      );
    expect(crossed).toEqual([]);
  });
});

describe('the guard itself', () => {
  test('sees every way to import', () => {
    const text = `
      import a from './a.ts'; import './b.css'; import * as c from "c";
      import type { D } from './d.ts'; import { type E, f } from './e.ts';
      export * from './g.ts'; export { h } from './h.ts'; export type { I } from './i.ts';
      import {
        j,
      } from './j.ts';
      const k = await import('./k.ts'); import l, { m } from './l.ts';
      new Worker(new URL('./n.ts', import.meta.url));
      import type from './o.ts'; import{p}from'./p.ts'; export * as q from './q.ts'; import type R from './r.ts';
    `;
    const found = importsIn(text);
    const values = found.filter(({ is_type }) => !is_type).map(({ target }) => target.replaceAll(/[./]|ts$|css$/g, ''));
    const types = found.filter(({ is_type }) => is_type).map(({ target }) => target.replaceAll(/[./]|ts$/g, ''));
    expect(values.toSorted()).toEqual(['a', 'b', 'c', 'e', 'g', 'h', 'j', 'k', 'l', 'n', 'o', 'p', 'q']);
    expect(types.toSorted()).toEqual(['d', 'i', 'r']);
    expect(found.filter(({ is_later }) => is_later).map(({ target }) => target)).toEqual(['./k.ts', './n.ts']);
  });

  test('does not see imports in comments and sees code behind a string with slashes', () => {
    expect(importsIn("// import './a.ts'\n/* import './b.ts' */ const c = 'http://x'; import './d.ts';")).toEqual([
      { target: './d.ts', is_type: false, is_later: false },
    ]);
  });

  test.each([
    ['renderer/x.ts', '../engine/catalog.ts', false],
    ['renderer/x.ts', '../engine/catalog.ts', true],
    ['renderer/x.ts', 'node:fs', false],
    ['renderer/x.ts', 'electron', false],
    ['renderer/x.ts', 'reactive', false],
    ['analytics/x.ts', '../redaction/unredacted.ts', false],
    ['sources/a/x.ts', '../../redaction/engine.ts', false],
    ['sources/a/x.ts', '../../files/files.ts', false],
    ['main/x.ts', '../engine/worker.ts', false],
    ['web/x.ts', '../../scripts/run.ts', false],
  ])('%s may not import %s (types only: %s)', (file, target, is_type) => {
    expect(importProblem(file, { target, is_type }, rooms[roomOf(file)]!)).toContain(file);
  });

  test.each([
    ['sources/a/x.ts', '../../files/files.ts', true],
    ['sources/a/x.ts', '../../redaction/unredacted.ts', false],
    ['main/x.ts', '../engine/start-worker.ts', false],
    ['renderer/parts/x.tsx', 'react-dom/client', false],
    ['cli/x.ts', '../web/index.ts', false],
    ['files/a.ts', './b.ts', false],
  ])('%s may import %s (types only: %s)', (file, target, is_type) => {
    expect(importProblem(file, { target, is_type }, rooms[roomOf(file)]!)).toBeNull();
  });
});

const wordsOf = (file: string): string[] =>
  file.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/).map((word) => word.toLowerCase());

const kebab = '[a-z0-9]+(?:-[a-z0-9]+)*';
const folderName = new RegExp(`^${kebab}$`);
const fileName = new RegExp(
  `^(?:${kebab}\\.(?:ts|tsx|css|html|module\\.css|svg)|[A-Z][A-Za-z0-9]*\\.(?:tsx|module\\.css)|README\\.md)$`,
);

function isWellNamed(file: string): boolean {
  const folders = file.split('/');
  const name = folders.pop() ?? '';
  return fileName.test(name) && folders.every((folder) => folderName.test(folder));
}

describe('names', () => {
  const sourceIds = [...new Set(sourceFiles.flatMap((file) => sourceFolderOf(file) ?? []))];

  test('no source is named outside of its own folder, but in the list of sources', () => {
    expect(sourceIds.length).toBeGreaterThan(1);
    const named = sourceFiles.flatMap((file) => {
      const text = readProjectFile(`src/${file}`);
      return sourceIds
        .filter((id) => !file.startsWith(`sources/${id}/`) && file !== 'sources/index.ts')
        .filter((id) => new RegExp(id.replace('-', '[-_]'), 'i').test(text))
        .map((id) => `${file} names ${id}`);
    });
    expect(named).toEqual([]);
  });

  test('no path says nothing', () => {
    const empty = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'manager', 'service', 'services']);
    expect(sourceFiles.filter((file) => wordsOf(file).some((word) => empty.has(word)))).toEqual([]);
  });

  test('folders and files are kebab-case, and components PascalCase', () => {
    expect(sourceFiles.filter((file) => !isWellNamed(file))).toEqual([]);
  });
});

test('nine files of ten have fewer than 240 lines', () => {
  const lengths = codeFiles.map((file) => readProjectFile(`src/${file}`).split('\n').length).toSorted((a, b) => a - b);
  expect(lengths[Math.floor(lengths.length * 0.9)]).toBeLessThan(240);
});
