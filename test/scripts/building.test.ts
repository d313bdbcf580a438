import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inputsDigest, isBuilt, markBuilt } from '../../scripts/building/build-inputs.ts';
import { holdLock } from '../../scripts/building/build-lock.ts';

/** A checkout with one source and a finished build of it. */
function checkout(): string {
  const root = mkdtempSync(join(tmpdir(), 'rearview-checkout-'));
  for (const folder of ['src/cli', 'out/main', 'out/preload', 'out/renderer']) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  for (const file of ['src/cli/a.ts', 'electron.vite.config.ts', 'package.json', 'package-lock.json']) {
    writeFileSync(join(root, file), 'x');
  }
  for (const file of ['main/index.js', 'preload/index.cjs', 'renderer/index.html']) {
    writeFileSync(join(root, 'out', file), 'x');
  }
  markBuilt(root, inputsDigest(root));
  return root;
}

describe('a build is up to date', () => {
  test('when nothing changed', () => expect(isBuilt(checkout())).toBe(true));

  const changes: Record<string, (root: string) => void> = {
    'a source has changed': (root) => writeFileSync(join(root, 'src/cli/a.ts'), 'longer'),
    'a source was only touched': (root) => utimesSync(join(root, 'src/cli/a.ts'), 1, 1),
    'a source was added': (root) => writeFileSync(join(root, 'src/cli/b.ts'), 'x'),
    'a source was removed': (root) => rmSync(join(root, 'src/cli/a.ts')),
    'the build configuration has changed': (root) => writeFileSync(join(root, 'electron.vite.config.ts'), 'longer'),
    'other packages are installed': (root) => writeFileSync(join(root, 'package-lock.json'), 'longer'),
    'a part of the build is gone': (root) => rmSync(join(root, 'out/renderer/index.html')),
    'it was never built': (root) => rmSync(join(root, 'out'), { recursive: true }),
  };

  test.each(Object.entries(changes))('not when %s', (_what, change) => {
    const root = checkout();
    change(root);
    expect(isBuilt(root)).toBe(false);
  });

  test('not when a source changed while it was made', () => {
    const root = checkout();
    const digest = inputsDigest(root);
    writeFileSync(join(root, 'src/cli/a.ts'), 'changed meanwhile');
    markBuilt(root, digest);
    expect(isBuilt(root)).toBe(false);
  });
});

const lockFile = (): string => join(mkdtempSync(join(tmpdir(), 'rearview-lock-')), '.building');

describe('the lock of a build', () => {
  test('is held by one at a time', async () => {
    const file = lockFile();
    const order: string[] = [];
    const release = await holdLock(file);
    const second = holdLock(file).then((letGo) => {
      order.push('second');
      letGo();
    });
    await new Promise((resolve) => setTimeout(resolve, 250));
    order.push('first');
    release();
    await second;
    expect(order).toEqual(['first', 'second']);
  });

  test('is signed by its holder, and gone when let go', async () => {
    const file = lockFile();
    const release = await holdLock(file);
    expect(readFileSync(file, 'utf8')).toBe(String(process.pid));
    release();
    expect(() => readFileSync(file)).toThrow('ENOENT');
  });

  test('of a process that died does not hold anybody up', async () => {
    const file = lockFile();
    writeFileSync(file, '4194304999');
    const release = await holdLock(file);
    release();
  });
});
