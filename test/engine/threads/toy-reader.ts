import { parentPort, threadId } from 'node:worker_threads';

/** A reader that reads nothing: what it does stands in place of the source's name. */
parentPort!.on('message', ({ id, job }: { id: number; job: { kind: string; source: string } }) => {
  if (job.kind === 'get_ready') return parentPort!.postMessage({ id, done: null });
  const [word, figure = ''] = job.source.split(' ');
  if (word === 'exits') process.exit(3);
  if (word === 'throws') throw new Error('quotes sk-ant-api03-secret');
  if (word === 'rejects') void Promise.reject(new Error('unhandled'));
  if (word === 'spins') for (;;);
  if (word === 'hogs') for (const held: unknown[] = []; ;) held.push(Array.from({ length: 100_000 }, Math.random));
  if (word === 'fails') parentPort!.postMessage({ id, threw: 'RangeError at toy.ts:1:1' });
  if (word === 'parts') for (let n = 0; n < Number(figure); n++) parentPort!.postMessage({ id, part: n });
  if (word === 'thread') parentPort!.postMessage({ id, done: [threadId] });
  else if (word === 'steps') step(id, Number(figure));
  else setTimeout(() => parentPort!.postMessage({ id, done: [job.source] }), word === 'waits' ? Number(figure) : 0);
});

/** A part every 50 ms, as many as asked for. */
function step(id: number, left: number): void {
  parentPort!.postMessage(left === 0 ? { id, done: ['steps'] } : { id, part: left });
  if (left > 0) setTimeout(() => step(id, left - 1), 50);
}
