import { Worker } from 'node:worker_threads';
import type { ReadPart } from './reading/catalog-job.ts';
import type { JobReply, ReaderAnswers, ReaderJob, ReaderSettings } from './reading/reader-jobs.ts';

type Answer<J extends ReaderJob> = ReaderAnswers[J['kind']];

/** Why a job came to nothing: the thread crashed, ran out of memory, or took too long. */
export class ReaderStopped extends Error {}

interface Waiting {
  job: ReaderJob;
  onPart: (part: ReadPart) => void;
  resolve: (answer: never) => void;
  reject: (error: ReaderStopped) => void;
}

export interface PoolLimits {
  /** At most so many at once. */
  threads: number;
  /** A thread that needs more heap than this ends, and its job with it. */
  heap_mb: number;
  /** Whether a thread that has nothing to do stays, so that the next job does not wait for one to start. */
  stays: boolean;
}

/** A sign of life (a part or the answer) must come within this time. */
const patienceMs = 60_000;
/** A thread that has nothing to do ends after this time, and its memory with it. */
const idleEndMs = 20_000;

/**
 * Threads that read files, started when there is something to read. One job at a time each; a crash costs the job
 * and nothing else.
 */
export class ReaderPool {
  readonly #url: URL;
  readonly #settings: ReaderSettings;
  readonly #limits: PoolLimits;
  readonly #queue: Waiting[] = [];
  readonly #threads = new Set<Thread>();
  #isClosed = false;

  constructor(url: URL, settings: ReaderSettings, limits: PoolLimits) {
    this.#url = url;
    this.#settings = settings;
    this.#limits = limits;
  }

  run<J extends ReaderJob>(job: J, onPart: (part: ReadPart) => void = () => {}): Promise<Answer<J>> {
    if (this.#isClosed) return Promise.reject(new ReaderStopped('Rearview is being closed.'));
    return new Promise<Answer<J>>((resolve, reject) => {
      this.#queue.push({ job, onPart, resolve, reject });
      this.#dispatch();
    });
  }

  /** Starts a thread before it is needed, so that the first job does not wait for it. */
  warm(): void {
    if (this.#threads.size === 0) this.#start();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#threads].map((thread) => thread.stop('Rearview is being closed.')));
  }

  #dispatch(): void {
    while (this.#queue.length > 0) {
      const free =
        [...this.#threads].find((thread) => !thread.isBusy) ??
        (this.#threads.size < this.#limits.threads ? this.#start() : null);
      if (!free) return;
      free.take(this.#queue.shift()!);
    }
  }

  #start(): Thread {
    const worker = new Worker(this.#url, {
      workerData: this.#settings,
      execArgv: [],
      env: {},
      stdin: false,
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.heap_mb },
    });
    const thread = new Thread(worker, {
      idleMs: this.#limits.stays ? null : idleEndMs,
      onFree: () => this.#dispatch(),
      onEnd: () => {
        this.#threads.delete(thread);
        if (!this.#isClosed) this.#dispatch();
      },
    });
    this.#threads.add(thread);
    return thread;
  }
}

class Thread {
  readonly #worker: Worker;
  readonly #onFree: () => void;
  readonly #idleMs: number | null;
  #current: (Waiting & { id: number }) | null = null;
  #watchdog: NodeJS.Timeout | null = null;
  #lastId = 0;

  constructor(
    worker: Worker,
    { onFree, onEnd, idleMs }: { onFree: () => void; onEnd: () => void; idleMs: number | null },
  ) {
    this.#worker = worker;
    this.#onFree = onFree;
    this.#idleMs = idleMs;
    worker.on('message', (reply: JobReply) => this.#receive(reply));
    worker.on('error', (error: Error & { code?: string }) =>
      this.#fail(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? 'Reading the file took too much memory.'
          : 'The reader stopped while reading the file.',
      ),
    );
    worker.on('exit', () => {
      this.#fail('The reader stopped while reading the file.');
      onEnd();
    });
    this.#watchIdle();
  }

  get isBusy(): boolean {
    return this.#current !== null;
  }

  take(waiting: Waiting): void {
    this.#lastId += 1;
    this.#current = { ...waiting, id: this.#lastId };
    this.#worker.ref();
    this.#watch(patienceMs, () => void this.stop('Reading the file took too long.'));
    this.#worker.postMessage({ id: this.#lastId, job: waiting.job });
  }

  async stop(reason: string): Promise<void> {
    this.#fail(reason);
    await this.#worker.terminate();
  }

  #receive(reply: JobReply): void {
    const current = this.#current;
    if (!current || reply.id !== current.id) return;
    if ('part' in reply) {
      this.#watch(patienceMs, () => void this.stop('Reading the file took too long.'));
      current.onPart(reply.part);
      return;
    }
    this.#current = null;
    this.#watchIdle();
    if ('threw' in reply) current.reject(new ReaderStopped(`The reader failed on this file (${reply.threw}).`));
    else current.resolve(reply.done as never);
    this.#onFree();
  }

  #fail(reason: string): void {
    if (this.#watchdog) clearTimeout(this.#watchdog);
    this.#watchdog = null;
    const current = this.#current;
    this.#current = null;
    current?.reject(new ReaderStopped(reason));
  }

  #watchIdle(): void {
    if (this.#idleMs !== null) this.#watch(this.#idleMs, () => void this.stop('idle'));
    else if (this.#watchdog) clearTimeout(this.#watchdog);
  }

  #watch(ms: number, then: () => void): void {
    if (this.#watchdog) clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(then, ms);
    this.#watchdog.unref();
  }
}
