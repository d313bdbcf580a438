import { parentPort } from 'node:worker_threads';
import type { JobRequest } from '../../../src/engine/reading/reader-jobs.ts';

/**
 * A reader that fails on files by their names, before the real one gets to see the job:
 * what a bug, a runaway expression or a memory hog in it would do.
 */
parentPort!.on('message', ({ job }: JobRequest) => {
  const name =
    'file' in job ? job.file.entry.relative_path : `sidecars of ${job.entries.map((e) => e.relative_path).join()}`;
  if (name.includes('exits')) process.exit(3);
  if (name.includes('throws')) throw new Error('a bug in the reader that quotes sk-ant-api03-secret');
  if (name.includes('spins')) for (;;);
  if (name.includes('sleeps')) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500);
  if (name.includes('hogs')) hog();
});

function hog(): never {
  const held: number[][] = [];
  for (;;) held.push(Array.from({ length: 100_000 }, Math.random));
}

await import('../../../src/engine/reader-worker.ts');
