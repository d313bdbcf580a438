import { EventEmitter } from 'node:events';

/**
 * Stands in for `node:worker_threads` where a test starts many engines: the reader's module runs in the thread of the
 * test, so that an engine starts in milliseconds and everything it opens can be seen. Messages are cloned as between threads.
 * Use: `vi.mock('node:worker_threads', () => import('../helpers/in-process-threads.ts'))`.
 */
export class Worker extends EventEmitter {
  #isEnded = false;

  constructor(url: URL, options: { workerData: unknown }) {
    super();
    workerData = options.workerData;
    reader ??= import(/* @vite-ignore */ url.href);
  }

  postMessage(message: unknown): void {
    const clone = structuredClone(message);
    const deliver = (): void => {
      if (this.#isEnded) return;
      answer = (reply) => this.emit('message', reply);
      for (const listener of listeners) listener(clone);
    };
    reader?.then(deliver, (error: unknown) => this.emit('error', error));
  }

  terminate(): Promise<number> {
    this.#isEnded = true;
    return Promise.resolve(1);
  }

  ref(): void {}
  unref(): void {}
}

/** What the reader was started with; all engines of one test file share it. */
export let workerData: unknown;

export const parentPort = {
  on(_name: 'message', listener: (message: unknown) => void): void {
    listeners.push(listener);
  },
  postMessage(message: unknown): void {
    const to = answer;
    const clone = structuredClone(message);
    queueMicrotask(() => to(clone));
  },
};

/** The reader does a job at once, so its answers belong to whoever spoke last. */
let answer: (reply: unknown) => void = () => {};
let reader: Promise<unknown> | null = null;
const listeners: ((message: unknown) => void)[] = [];
