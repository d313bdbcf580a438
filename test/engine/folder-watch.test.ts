import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { FolderWatch, type News } from '../../src/engine/folder-watch.ts';

/** A folder of the test's own, and a watch that counts how often it tells of a change. */
function watching() {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'rearview-watch-')));
  const onChange = vi.fn<(news: News) => void>();
  const watch = new FolderWatch(onChange);
  onTestFinished(() => {
    watch.close();
    fs.rmSync(folder, { recursive: true });
  });
  const below = (...names: string[]): string => path.join(folder, ...names);
  /** What is told of one change; a moment later nothing more is under way. */
  const toldOf = async (change: () => void): Promise<number> => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    onChange.mockClear();
    change();
    await new Promise((resolve) => setTimeout(resolve, 400));
    return onChange.mock.calls.length;
  };
  return { watch, below, folder, onChange, toldOf };
}

const outOfWatchers = Object.assign(new Error('no space left'), { code: 'ENOSPC' });

test('what happens in a watched folder is told once, and nothing is told of other folders', async () => {
  const { watch, below, toldOf } = watching();
  fs.mkdirSync(below('in'));
  fs.mkdirSync(below('out'));
  expect(watch.watch(new Set([below('in')]), [])).toBe(1);
  const writeMany = (name: string) => {
    for (let n = 0; n < 20; n++) fs.appendFileSync(below(name, 'log'), 'line\n');
  };
  expect(await toldOf(() => writeMany('in'))).toBe(1);
  expect(await toldOf(() => writeMany('out'))).toBe(0);
});

test('several folders that are awaited below the same one are all told of, and their neighbours are not', async () => {
  const { watch, below, toldOf } = watching();
  watch.watch(new Set(), [below('.one', 'logs'), below('.two'), below('.three', 'a', 'b')]);
  for (const name of ['.two', '.one', '.three']) expect(await toldOf(() => fs.mkdirSync(below(name)))).toBe(1);
  expect(await toldOf(() => fs.mkdirSync(below('.four')))).toBe(0);
});

test('an awaited folder that comes after others were given up is told of', async () => {
  const { watch, below, toldOf } = watching();
  watch.watch(new Set(), [below('.one')]);
  watch.watch(new Set(), [below('.one'), below('.two')]);
  expect(await toldOf(() => fs.mkdirSync(below('.two')))).toBe(1);
  watch.watch(new Set(), [below('.one')]);
  expect(await toldOf(() => fs.rmdirSync(below('.two')))).toBe(0);
});

test.skipIf(process.platform === 'win32')('a folder in whose place another one was put is watched anew', async () => {
  const { watch, below, toldOf } = watching();
  const folders = new Set([below('in')]);
  fs.mkdirSync(below('in'));
  fs.mkdirSync(below('other'));
  expect(watch.watch(folders, [])).toBe(1);
  expect(watch.watch(folders, [])).toBe(0);
  const swap = () => {
    fs.renameSync(below('in'), below('old'));
    fs.renameSync(below('other'), below('in'));
  };
  expect(await toldOf(swap)).toBe(1);
  expect(watch.watch(folders, [])).toBe(1);
  expect(await toldOf(() => fs.writeFileSync(below('in', 'log'), 'line'))).toBe(1);
  expect(await toldOf(() => fs.writeFileSync(below('old', 'log'), 'line'))).toBe(0);
});

test('without watchers the disk is looked at every 15 seconds, until there are some again', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { watch, below, onChange } = watching();
  const folders = new Set([below('in')]);
  fs.mkdirSync(below('in'));
  const refusal = vi.spyOn(fs, 'watch').mockImplementation(() => {
    throw outOfWatchers;
  });
  expect(watch.watch(folders, [])).toBe(0);
  expect(watch.problem).toMatch(/no more folders to be watched.*every 15 seconds/);
  watch.watch(folders, []);
  vi.advanceTimersByTime(31_000);
  expect(onChange).toHaveBeenCalledTimes(2);
  refusal.mockRestore();
  expect(watch.watch(folders, [])).toBe(1);
  expect(watch.problem).toBeNull();
  vi.advanceTimersByTime(60_000);
  expect(onChange).toHaveBeenCalledTimes(2);
});

test.runIf(process.platform === 'linux')(
  'a watched folder whose mode changes is told as more than a file that was written to',
  async () => {
    const { watch, below, onChange, toldOf } = watching();
    fs.mkdirSync(below('in', 'p'), { recursive: true });
    watch.watch(new Set([below('in'), below('in', 'p')]), []);
    for (const folder of [below('in', 'p'), below('in')])
      for (const mode of [0o000, 0o755]) {
        expect(await toldOf(() => fs.chmodSync(folder, mode))).toBe(1);
        expect(onChange).toHaveBeenCalledWith('everything');
      }
    fs.writeFileSync(below('in', 'p', 'log'), 'line');
    await toldOf(() => {});
    await toldOf(() => fs.appendFileSync(below('in', 'p', 'log'), 'line'));
    expect(onChange.mock.calls).toEqual([[new Set([below('in', 'p', 'log')])]]);
  },
);

test('a folder that is gone before it is watched needs no watcher', () => {
  const { watch, below } = watching();
  expect(watch.watch(new Set([below('gone')]), [])).toBe(0);
  expect(watch.problem).toBeNull();
});
