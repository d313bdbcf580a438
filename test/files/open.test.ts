import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import { createFiles } from '../../src/files/index.ts';
import { plant, rootAt, stampsOf, temporaryFolder, textThrough } from './tree.ts';

const openCount = (): number => fs.readdirSync('/proc/self/fd').length;

/** Every promise is kept by both ways of checking where an open file lies. */
describe.each(['descriptor', 'components'] as const)('a file opened with the check by %s', (check) => {
  const files = createFiles({ check, file_bytes: 1000 });

  test('is read from any place, up to the size it had when it was opened', () => {
    const folder = temporaryFolder();
    plant(folder, { 'p/x.jsonl': '0123456789' });
    const opened = files.open(rootAt(files, folder), 'p/x.jsonl');
    if (!opened.ok) throw new Error(opened.reason);
    const { file } = opened;
    const facts = fs.statSync(`${folder}/p/x.jsonl`, { bigint: true });
    expect(file).toMatchObject({ size: 10, device: facts.dev, inode: facts.ino });
    fs.appendFileSync(`${folder}/p/x.jsonl`, 'grown');
    const into = new Uint8Array(6);
    expect([file.read(into, 6), new TextDecoder().decode(into)]).toEqual([4, '6789\0\0']);
    expect([file.read(into, 10), file.read(into, 99), file.read(new Uint8Array(0), 0)]).toEqual([0, 0, 0]);
    fs.truncateSync(`${folder}/p/x.jsonl`, 3);
    expect(file.read(into, 0)).toBe(3);
    expect(file.read(into, 6)).toBe(0);
    file.close();
    file.close();
  });

  test('may be empty, have an odd name or an odd time', () => {
    const folder = temporaryFolder();
    const names = [
      'empty',
      'a\nb',
      '\u001B]0;x\u0007',
      '$(touch x)',
      '-rf',
      'e\u0301',
      '\u00E9',
      'x'.repeat(255),
      '....x',
      '%00',
    ];
    plant(folder, Object.fromEntries(names.map((name) => [name, name === 'empty' ? '' : name])));
    execFileSync('touch', ['-d', '@-99999', `${folder}/-rf`]);
    const root = rootAt(files, folder);
    for (const name of names) expect(textThrough(files, root, name)).toBe(name === 'empty' ? '' : name);
  });

  test('is a regular file with one name, and no link leads to it', async () => {
    const folder = temporaryFolder();
    plant(folder, {
      'out/secret': 'foreign',
      'out/other': 'foreign',
      'root/sub/own': 'own',
      'root/folder.jsonl/x': '',
    });
    fs.symlinkSync('/etc/passwd', `${folder}/root/link`);
    fs.symlinkSync('sub/own', `${folder}/root/inner-link`);
    fs.symlinkSync('../out', `${folder}/root/linked`);
    fs.symlinkSync('sub', `${folder}/root/inner`);
    fs.symlinkSync('loop', `${folder}/root/loop`);
    fs.linkSync(`${folder}/out/secret`, `${folder}/root/hard`);
    execFileSync('mkfifo', [`${folder}/root/pipe`]);
    const server = net.createServer().listen(`${folder}/root/socket`);
    await new Promise((resolve) => server.once('listening', resolve));
    const root = rootAt(files, `${folder}/root`);
    const reasons = [
      'link',
      'inner-link',
      'linked/other',
      'inner/own',
      'loop',
      'hard',
      'pipe',
      'socket',
      'folder.jsonl',
    ].map((name) => textThrough(files, root, name));
    server.close();
    const moved = 'The file was moved or replaced while it was opened.';
    expect(reasons).toEqual([
      'The file was not opened: link.',
      'The file was not opened: link.',
      moved,
      moved,
      'The file was not opened: link.',
      'The file was not opened: hard link.',
      'The file was not opened: pipe, socket or device.',
      'The file was not opened: pipe, socket or device.',
      'The file was not opened: pipe, socket or device.',
    ]);
    expect(textThrough(files, root, 'sub/own')).toBe('own');
  });

  test.runIf(process.getuid?.() === 0)('is no device, and is refused without permission', () => {
    const folder = temporaryFolder();
    execFileSync('mknod', [`${folder}/null`, 'c', '1', '3']);
    plant(folder, { closed: 'secret', 'blind/x': 'secret', own: 'own' });
    fs.chmodSync(`${folder}/closed`, 0o000);
    fs.chmodSync(`${folder}/blind`, 0o444);
    const root = rootAt(files, folder);
    process.seteuid?.(65_534);
    try {
      expect(textThrough(files, root, 'null')).toBe('The file was not opened: pipe, socket or device.');
      expect(textThrough(files, root, 'closed')).toBe('The file cannot be read.');
      expect(textThrough(files, root, 'blind/x')).toBe('The file cannot be read.');
      expect(textThrough(files, root, 'own')).toBe('own');
    } finally {
      process.seteuid?.(0);
    }
  });

  test('is not larger than the limit, however little of it is on disk', () => {
    const folder = temporaryFolder();
    plant(folder, { sparse: '' });
    fs.truncateSync(`${folder}/sparse`, 100 * 1024 ** 3);
    expect(textThrough(files, rootAt(files, folder), 'sparse')).toBe('The file is larger than 1000 bytes.');
  });

  test('is below its root, and the disk is not asked about anything else', () => {
    const folder = temporaryFolder();
    plant(folder, { 'root-evil/x': 'foreign', 'root/x': 'own', 'root/auth.json': 'secret', 'root/.ssh/x': 'secret' });
    const root = rootAt(files, `${folder}/root`);
    const spy = vi.spyOn(fs, 'openSync');
    const wrong = [
      '../root-evil/x',
      '/etc/passwd',
      'a/../x',
      './x',
      '',
      'x/',
      'x\0',
      'auth.json',
      'AUTH.json',
      '.ssh/x',
      'x:evil',
    ];
    for (const path of wrong) expect(textThrough(files, root, path)).toContain('The file was not opened');
    expect(spy).not.toHaveBeenCalled();
    spy.mockRestore();
  });

  test('that is gone is said to be gone', () => {
    const folder = temporaryFolder();
    plant(folder, { 'p/x': '', y: '' });
    const root = rootAt(files, folder);
    fs.rmSync(`${folder}/p`, { recursive: true });
    expect(files.open(root, 'p/x')).toMatchObject({ ok: false, is_gone: true });
    expect(files.open(root, 'y/x')).toMatchObject({ ok: false, is_gone: true });
  });

  test('that is deleted or moved at the moment of opening is not read', () => {
    const folder = temporaryFolder();
    const open = fs.openSync;
    for (const end of [(at: string) => fs.rmSync(at), (at: string) => fs.renameSync(at, `${at}.moved`)]) {
      plant(folder, { x: 'own' });
      const spy = vi.spyOn(fs, 'openSync').mockImplementation((path, flags) => {
        const descriptor = open(path, flags);
        end(String(path));
        return descriptor;
      });
      const opened = files.open(rootAt(files, folder), 'x');
      spy.mockRestore();
      expect(opened.ok).toBe(false);
    }
  });

  test('leaves no descriptor behind when it is refused', () => {
    const folder = temporaryFolder();
    plant(folder, { 'root/x': '', 'out/x': '' });
    fs.linkSync(`${folder}/root/x`, `${folder}/root/y`);
    fs.symlinkSync('../out', `${folder}/root/linked`);
    const root = rootAt(files, `${folder}/root`);
    const before = openCount();
    for (let i = 0; i < 50; i += 1) for (const name of ['x', 'linked/x']) expect(files.open(root, name).ok).toBe(false);
    expect(openCount()).toBe(before);
  });
});

test('a walk and reading everything leave no trace on the tree, not even in access times', async () => {
  const folder = temporaryFolder();
  const texts = { 'projects/p/x.jsonl': 'a', 'projects/p/s/agent-1.jsonl': 'b', 'projects/q/auth.json': 'c' };
  plant(folder, texts);
  for (const name of Object.keys(texts)) execFileSync('touch', ['-a', '-d', '@1000000000', `${folder}/${name}`]);
  const before = stampsOf(folder);
  const files = createFiles();
  const root = rootAt(files, folder);
  const { entries } = await files.walk(root, ['**/*']);
  const read = entries.map((entry) => textThrough(files, root, entry.relative_path));
  expect(read.toSorted()).toEqual(['a', 'b']);
  expect(stampsOf(folder)).toEqual(before);
  for (const [name, text] of Object.entries(texts)) expect(fs.readFileSync(`${folder}/${name}`, 'utf8')).toBe(text);
});
