import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createFiles } from '../../src/files/index.ts';
import { rootPathProblem } from '../../src/files/roots.ts';
import { countsOf, plant, rootAt, temporaryFolder, textThrough } from './tree.ts';

describe('a path that may be a root', () => {
  test.each([
    ['linux', '/home/me', '/'],
    ['linux', '/home/me', '/home'],
    ['linux', '/home/me', '/home/me'],
    ['linux', '/home/me', '/home/me/'],
    ['linux', '/home/me', '/home/me/../me/.'],
    ['linux', '/home/me', 'relative'],
    ['linux', '/home/me', ''],
    ['linux', '/home/me', '/home/me/\0'],
    ['darwin', '/Users/me', '/users/ME'],
    ['win32', 'C:\\Users\\me', 'C:\\'],
    ['win32', 'C:\\Users\\me', 'c:/'],
    ['win32', 'C:\\Users\\me', 'C:\\users'],
    ['win32', 'C:\\Users\\me', 'C:\\USERS\\ME'],
    ['win32', 'C:\\Users\\me', 'C:x'],
    ['win32', 'C:\\Users\\me', '\\\\evil\\share\\x'],
    ['win32', 'C:\\Users\\me', '//evil/share'],
    ['win32', 'C:\\Users\\me', '\\\\?\\C:\\x'],
    ['win32', 'C:\\Users\\me', '\\\\.\\C:'],
  ] as const)('on %s with the home %s it is not %j', (platform, home, path) => {
    expect(rootPathProblem(path, { platform, home })).not.toBeNull();
  });

  test.each([
    ['linux', '/home/me', '/home/me/.claude'],
    ['linux', '/home/me', '/home/me-evil'],
    ['linux', '/home/me', '/data'],
    ['win32', 'C:\\Users\\me', 'C:\\Users\\me\\.codex'],
    ['win32', 'C:\\Users\\me', 'D:\\traces'],
  ] as const)('on %s with the home %s it can be %j', (platform, home, path) => {
    expect(rootPathProblem(path, { platform, home })).toBeNull();
  });
});

describe('a root on disk', () => {
  test('a folder that is not there is a status and no error', () => {
    expect(createFiles().openRoot(`${temporaryFolder()}/none`)).toMatchObject({ status: 'not_found' });
  });

  test('a file is no root', () => {
    const folder = temporaryFolder();
    plant(folder, { x: '' });
    expect(createFiles().openRoot(`${folder}/x`)).toMatchObject({ status: 'refused' });
    expect(createFiles().openRoot(`${folder}/x/y`)).toMatchObject({ status: 'not_found' });
  });

  test('a link to a home folder, to what holds it, or in a circle is refused', () => {
    const folder = temporaryFolder();
    fs.mkdirSync(`${folder}/real/me`, { recursive: true });
    fs.symlinkSync('real', `${folder}/home`);
    fs.symlinkSync('real/me', `${folder}/link`);
    fs.symlinkSync('circle', `${folder}/circle`);
    const files = createFiles({ home: `${folder}/home/me` });
    for (const name of ['home', 'real', 'real/me', 'link', 'circle']) {
      expect(files.openRoot(`${folder}/${name}`)).toMatchObject({ status: 'refused' });
    }
  });

  test('the root itself may be a link', () => {
    const folder = temporaryFolder();
    plant(folder, { 'real/x.jsonl': 'own' });
    fs.symlinkSync('real', `${folder}/link`);
    const files = createFiles();
    const root = rootAt(files, `${folder}/link`);
    expect(root).toMatchObject({ path: `${folder}/link`, real_path: `${folder}/real` });
    expect(textThrough(files, root, 'x.jsonl')).toBe('own');
  });

  test.runIf(process.getuid?.() === 0)('a folder without permission is unreadable', () => {
    const folder = temporaryFolder();
    fs.mkdirSync(`${folder}/closed`, { mode: 0o000 });
    process.seteuid?.(65_534);
    try {
      expect(createFiles({ home: '/home/me' }).openRoot(`${folder}/closed`)).toMatchObject({ status: 'unreadable' });
    } finally {
      process.seteuid?.(0);
    }
  });

  test('a root that was replaced, removed or turned into a link is not used any more', async () => {
    const folder = temporaryFolder();
    plant(folder, { 'root/x.jsonl': 'own', 'root-evil/x.jsonl': 'foreign' });
    const files = createFiles();
    const root = rootAt(files, `${folder}/root`);
    fs.renameSync(`${folder}/root`, `${folder}/old`);
    const replacements = [
      () => undefined,
      () => fs.symlinkSync('root-evil', `${folder}/root`),
      () => plant(folder, { 'root/x.jsonl': 'another' }),
    ];
    for (const replace of replacements) {
      fs.rmSync(`${folder}/root`, { force: true });
      replace();
      expect(countsOf(await files.walk(root, ['*.jsonl']))).toEqual({ 'root that is gone or was replaced': 1 });
      expect(textThrough(files, root, 'x.jsonl')).toContain('gone or was replaced');
    }
  });
});
