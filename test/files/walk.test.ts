import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import { createFiles } from '../../src/files/index.ts';
import { countsOf, pathsOf, plant, rootAt, temporaryFolder } from './tree.ts';

const files = createFiles();
const anyDepth = ['**/*.jsonl'];
const deep = (count: number): string => `${'d/'.repeat(count)}x.jsonl`;
const walked = (folder: string, patterns: string[] = anyDepth) => files.walk(rootAt(files, folder), patterns);

describe('what a walk finds', () => {
  test('an entry has path, size, time, device and inode of the file', async () => {
    const folder = temporaryFolder();
    plant(folder, { 'projects/p/x.jsonl': 'four' });
    const at = fs.statSync(`${folder}/projects/p/x.jsonl`, { bigint: true });
    const [entry] = (await walked(folder, ['projects/*/*.jsonl'])).entries;
    expect(entry).toMatchObject({ relative_path: 'projects/p/x.jsonl', size: 4, device: at.dev, inode: at.ino });
    expect(entry?.mtime_ms).toBeCloseTo(Number(at.mtimeMs), -1);
  });

  test('the order is by name, whatever the disk says', async () => {
    const folder = temporaryFolder();
    plant(folder, { 'b/2.jsonl': '', 'b/1.jsonl': '', 'a/9.jsonl': '', 'c.jsonl': '' });
    expect(pathsOf(await walked(folder))).toEqual(['c.jsonl', 'a/9.jsonl', 'b/1.jsonl', 'b/2.jsonl']);
  });

  test('files that nobody wants are asked about and not kept', async () => {
    const folder = temporaryFolder();
    plant(folder, { 'a.jsonl': '', 'b/b.jsonl': 'four', 'b/c.jsonl': '' });
    const { entries, folders } = await files.walk(rootAt(files, folder), anyDepth, ({ size }) => size > 0);
    expect([entries.map((entry) => entry.relative_path), folders]).toEqual([['b/b.jsonl'], ['', 'b']]);
  });

  test('odd but honest names, sizes and times are found as they are', async () => {
    const folder = temporaryFolder();
    const odd = ['a\nb.jsonl', '\u001B[31m.jsonl', '"$(touch x)".jsonl', '-rf.jsonl', `${'x'.repeat(249)}.jsonl`];
    const twins = ['\u00E9.jsonl', 'e\u0301.jsonl', 'Case.jsonl', 'case.jsonl'];
    plant(folder, Object.fromEntries([...odd, ...twins].map((name) => [name, ''])));
    fs.truncateSync(`${folder}/case.jsonl`, 100 * 1024 ** 3);
    const times = [-86_400, 0, 4_102_444_800];
    for (const [i, seconds] of times.entries()) {
      plant(folder, { [`t${i}.jsonl`]: '' });
      execFileSync('touch', ['-d', `@${seconds}`, `${folder}/t${i}.jsonl`]);
    }
    const found = new Map((await walked(folder)).entries.map((entry) => [entry.relative_path, entry]));
    expect([...found.keys()].toSorted()).toEqual([...odd, ...twins, 't0.jsonl', 't1.jsonl', 't2.jsonl'].toSorted());
    expect(found.get('case.jsonl')?.size).toBe(100 * 1024 ** 3);
    expect(times.map((_, i) => found.get(`t${i}.jsonl`)?.mtime_ms)).toEqual(times.map((seconds) => seconds * 1000));
  });

  test('a missing folder is an empty answer', async () => {
    const walk = await walked(temporaryFolder(), ['projects/*/*.jsonl']);
    expect(walk.entries).toEqual([]);
    expect(countsOf(walk)).toEqual({});
  });
});

describe('what a walk passes over', () => {
  test('links to files, folders, themselves and nothing', async () => {
    const folder = temporaryFolder();
    plant(folder, { 'out/secret.jsonl': '', 'root/2026/own.jsonl': '' });
    fs.symlinkSync('/etc/passwd', `${folder}/root/rollout-x.jsonl`);
    fs.symlinkSync('../out', `${folder}/root/2025`);
    fs.symlinkSync('loop', `${folder}/root/loop`);
    fs.symlinkSync('none', `${folder}/root/dangling.jsonl`);
    fs.symlinkSync('..', `${folder}/root/2026/up`);
    const walk = await walked(`${folder}/root`);
    expect(pathsOf(walk)).toEqual(['2026/own.jsonl']);
    expect(countsOf(walk)).toEqual({ link: 5 });
  });

  test('hard links, of which nobody knows what else they are', async () => {
    const folder = temporaryFolder();
    plant(folder, { 'out/secret': '', 'root/own.jsonl': '' });
    fs.linkSync(`${folder}/out/secret`, `${folder}/root/x.jsonl`);
    const walk = await walked(`${folder}/root`);
    expect(pathsOf(walk)).toEqual(['own.jsonl']);
    expect(countsOf(walk)).toEqual({ 'hard link': 1 });
  });

  test('pipes, sockets, devices and folders with the name of a file', async () => {
    const folder = temporaryFolder();
    execFileSync('mkfifo', [`${folder}/pipe.jsonl`]);
    const server = net.createServer().listen(`${folder}/socket.jsonl`);
    await new Promise((resolve) => server.once('listening', resolve));
    const isRoot = process.getuid?.() === 0;
    if (isRoot) execFileSync('mknod', [`${folder}/device.jsonl`, 'c', '1', '3']);
    plant(folder, { 'folder.jsonl/x.jsonl': '' });
    const walk = await walked(folder);
    server.close();
    expect(pathsOf(walk)).toEqual([]);
    expect(countsOf(walk)).toEqual({ 'pipe, socket or device': isRoot ? 3 : 2, 'folder with the name of a file': 1 });
  });

  test('names that are not UTF-8 and names that mean something else on Windows', async () => {
    const folder = temporaryFolder();
    fs.writeFileSync(Buffer.concat([Buffer.from(`${folder}/a`), Buffer.from([0xff]), Buffer.from('.jsonl')]), '');
    plant(folder, { 'CON.jsonl': '', 'COM¹.jsonl': '', 'a.jsonl:x.jsonl': '', 'nul./x.jsonl': '' });
    const walk = await walked(folder);
    expect(pathsOf(walk)).toEqual([]);
    expect(countsOf(walk)).toEqual({
      'name that is not UTF-8': 1,
      'name of a device': 2,
      'name with a colon or backslash': 1,
      'name that ends in a dot or space': 1,
    });
  });

  test('names of credentials are neither listed nor counted, and the disk is not asked about them', async () => {
    const folder = temporaryFolder();
    const names = [
      'auth.json',
      'Auth.JSON.jsonl',
      '.credentials.json',
      'auth .json',
      'a.key',
      'b.pem',
      '.env',
      'settings.json',
    ];
    plant(folder, { ...Object.fromEntries(names.map((name) => [name, ''])), '.ssh/x.json': '', 'own.json': '' });
    fs.symlinkSync('auth.json', `${folder}/settings.local.json`);
    const root = rootAt(files, folder);
    const asked = [
      'lstatSync',
      'statSync',
      'openSync',
      'realpathSync',
      'readlinkSync',
      'accessSync',
      'existsSync',
      'opendirSync',
    ] as const;
    const spies = asked.map((name) => vi.spyOn(fs, name));
    const walk = await files.walk(root, ['*', '.*', '.*/*', '**/*']);
    const paths = spies.flatMap((spy) => spy.mock.calls.map(([path]) => String(path)));
    for (const spy of spies) spy.mockRestore();
    expect(pathsOf(walk)).toEqual(['own.json']);
    expect(countsOf(walk)).toEqual({});
    expect(paths.filter((path) => path.includes('own.json'))).toHaveLength(1);
    expect(paths.filter((path) => /auth|cred|\.key|\.pem|\.env|settings|ssh/i.test(path))).toEqual([]);
  });

  test.runIf(process.getuid?.() === 0)('folders without permission, while the rest is found', async () => {
    const folder = temporaryFolder();
    plant(folder, { 'open/x.jsonl': '', 'closed/x.jsonl': '', 'blind/x.jsonl': '' });
    fs.chmodSync(`${folder}/closed`, 0o000);
    fs.chmodSync(`${folder}/blind`, 0o444);
    process.seteuid?.(65_534);
    try {
      const walk = await walked(folder);
      expect(pathsOf(walk)).toEqual(['open/x.jsonl']);
      expect(countsOf(walk)).toEqual({ 'folder that cannot be read': 2 });
    } finally {
      process.seteuid?.(0);
    }
  });

  test('what is nested deeper than the limit', async () => {
    const folder = temporaryFolder();
    plant(folder, { [deep(12)]: '', [deep(13)]: '' });
    let at = folder;
    for (let i = 0; i < 1500; i += 1) at += '/e';
    fs.mkdirSync(at, { recursive: true });
    const walk = await walked(folder);
    expect(pathsOf(walk)).toEqual([deep(12)]);
    expect(countsOf(walk)).toEqual({ 'folder that is too deep': 2 });
  });

  test('names beyond the limit of a walk', async () => {
    const folder = temporaryFolder();
    plant(folder, Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`${i}.jsonl`, ''])));
    const few = createFiles({ entries: 20 });
    const walk = await few.walk(rootAt(few, folder), anyDepth);
    expect(walk.entries).toHaveLength(20);
    expect(countsOf(walk)).toEqual({ 'folder with more files than a walk may list': 1 });
  });

  test.each(['descriptor', 'components'] as const)('a folder that is a link by now, checked by %s', async (check) => {
    const folder = temporaryFolder();
    plant(folder, { 'root/p/own.jsonl': '', 'out/foreign.jsonl': '' });
    const own = createFiles({ check });
    const root = rootAt(own, `${folder}/root`);
    const lstat = fs.lstatSync;
    const spy = vi.spyOn(fs, 'lstatSync').mockImplementation(((path: string, options: object) => {
      const facts = lstat(path, options);
      if (path.endsWith('/p') && facts?.isDirectory()) {
        fs.renameSync(`${folder}/root/p`, `${folder}/root/q`);
        fs.symlinkSync('../out', `${folder}/root/p`);
      }
      return facts;
    }) as typeof fs.lstatSync);
    const walk = await own.walk(root, ['p/*.jsonl']);
    spy.mockRestore();
    expect(walk.entries).toEqual([]);
    expect([...walk.skipped.values()]).toEqual([1]);
  });
});

test('others have their turn while a large folder is walked', async () => {
  const folder = temporaryFolder();
  for (let i = 0; i < 5000; i += 1) fs.writeFileSync(`${folder}/${i}.jsonl`, '');
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  expect((await walked(folder)).entries).toHaveLength(5000);
  clearInterval(timer);
  expect(turns).toBeGreaterThan(0);
});

test('10,000 files in 100 folders are walked in well under a second', async () => {
  const folder = temporaryFolder();
  for (let p = 0; p < 100; p += 1) {
    fs.mkdirSync(`${folder}/projects/${p}`, { recursive: true });
    for (let i = 0; i < 100; i += 1) fs.writeFileSync(`${folder}/projects/${p}/${i}.jsonl`, '');
  }
  await walked(folder);
  const start = performance.now();
  expect((await walked(folder, ['projects/*/*.jsonl', 'projects/*/*/subagents/**/*.jsonl'])).entries).toHaveLength(
    10_000,
  );
  expect(performance.now() - start).toBeLessThan(1000);
});
