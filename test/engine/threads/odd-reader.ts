import { parentPort } from 'node:worker_threads';
import type { JobRequest } from '../../../src/engine/reading/reader-jobs.ts';

/**
 * The real reader, which fails on files by their names before it gets to see the job:
 * what a bug, a runaway expression or a crash of the runtime in it would do.
 */
const port = parentPort!;
const listen = port.on.bind(port);
let read: (request: JobRequest) => void = () => {};
port.on = ((_: string, listener: typeof read) => void (read = listener)) as never;
await import('../../../src/engine/reader-worker.ts');

listen('message', (request: JobRequest) => {
  const { job } = request;
  const entries = 'file' in job ? [job.file.entry] : 'entries' in job ? job.entries : [];
  const name = entries.map((entry) => entry.relative_path).join();
  if (name.includes('exits') || name.includes(`${job.kind}-ends`)) process.exit(3);
  if (name.includes('throws')) throw new Error('a bug in the reader that quotes sk-ant-api03-secret');
  if (name.includes('sleeps')) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500);
  read(request);
});
