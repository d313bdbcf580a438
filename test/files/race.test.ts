import fs from 'node:fs';
import { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { createFiles } from '../../src/files/index.ts';
import { pathsOf, plant, rootAt, temporaryFolder, textThrough } from './tree.ts';

/** Swaps `root/sub` for a link to `out` and back, without pause, until it is told to stop. */
const swapper = `
  const fs = require('node:fs');
  const { workerData: { folder, stop } } = require('node:worker_threads');
  const flag = new Int32Array(stop);
  const sub = folder + '/root/sub', aside = folder + '/aside', link = folder + '/link';
  fs.symlinkSync(folder + '/out', link);
  Atomics.store(flag, 1, 1);
  while (Atomics.load(flag, 0) === 0) {
    fs.renameSync(sub, aside);
    fs.renameSync(link, sub);
    fs.renameSync(sub, link);
    fs.renameSync(aside, sub);
  }
`;

const attempts = 20_000;
const longest_ms = 10_000;

/** Runs `act` again and again while a thread swaps the folder; counts what it answered. */
async function countWhileSwapped(folder: string, act: () => string | Promise<string>): Promise<Map<string, number>> {
  const stop = new SharedArrayBuffer(8);
  const flag = new Int32Array(stop);
  const worker = new Worker(swapper, { eval: true, workerData: { folder, stop } });
  const ended = new Promise((resolve, reject) => worker.once('exit', resolve).once('error', reject));
  while (Atomics.load(flag, 1) === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const counts = new Map<string, number>();
  const end = performance.now() + longest_ms;
  for (let i = 0; i < attempts && performance.now() < end; i += 1) {
    const answer = await act();
    counts.set(answer, (counts.get(answer) ?? 0) + 1);
  }
  Atomics.store(flag, 0, 1);
  await ended;
  return counts;
}

function hostileFolder(): string {
  const folder = temporaryFolder();
  plant(folder, { 'root/sub/x.jsonl': 'own', 'out/x.jsonl': 'foreign', 'out/y.jsonl': 'foreign' });
  return folder;
}

describe('while a folder is swapped for a link to another one and back', () => {
  test.each(['descriptor', 'components'] as const)(
    'not one foreign byte is read with the check by %s',
    async (check) => {
      const folder = hostileFolder();
      const files = createFiles({ check });
      const root = rootAt(files, `${folder}/root`);
      const counts = await countWhileSwapped(folder, () => textThrough(files, root, 'sub/x.jsonl'));
      expect(counts.get('foreign') ?? 0).toBe(0);
      expect(counts.get('own')).toBeGreaterThan(0);
      expect(counts.size).toBeGreaterThan(1);
    },
  );

  test('a plain read is deceived, so the race is a real one', async () => {
    const folder = hostileFolder();
    const counts = await countWhileSwapped(folder, () => {
      try {
        return fs.readFileSync(`${folder}/root/sub/x.jsonl`, 'utf8');
      } catch {
        return 'not there';
      }
    });
    expect(counts.get('foreign')).toBeGreaterThan(0);
  });

  test('a walk does not list foreign names', async () => {
    const folder = hostileFolder();
    const files = createFiles();
    const root = rootAt(files, `${folder}/root`);
    const counts = await countWhileSwapped(folder, async () =>
      pathsOf(await files.walk(root, ['*/*.jsonl'])).join(' '),
    );
    expect([...counts.keys()].filter((paths) => paths.includes('y.jsonl'))).toEqual([]);
    expect(counts.get('sub/x.jsonl')).toBeGreaterThan(0);
  });
});
