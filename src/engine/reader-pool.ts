import { Worker } from 'node:worker_threads';
import { DamagedIndex } from './catalog/damage.ts';
import type { ReadPart } from './reading/catalog-job.ts';
import type { JobReply, JobRequest, ReaderAnswers, ReaderJob, ReaderSettings } from './reading/reader-jobs.ts';

type Answer<J extends ReaderJob> = ReaderAnswers[J['kind']];

/** Why a job came to nothing: the thread crashed, ran out of memory, or took too long. */
export class ReaderStopped extends Error {}

/** The job came to nothing because nobody waits for it any more; this says nothing about the file. */
export class ReaderClosed extends ReaderStopped {
  constructor() {
    super('Rearview is being closed.');
  }
}

interface Waiting {
  job: ReaderJob;
  onPart: (part: ReadPart) => void;
  resolve: (answer: never) => void;
  reject: (error: unknown) => void;
  /** Whether a thread has ended on it before, with others waiting behind it. */
  is_suspect?: boolean;
}

export interface PoolLimits {
  /** At most so many at once. */
  threads: number;
  /** A thread that needs more heap than this ends, and its job with it. */
  heap_mb: number;
  /** Room for what was just made; with little of it a thread that makes much and keeps nothing stays small. */
  young_mb?: number;
  /**
   * Whether there is always a thread, so that the next job does not wait for one to start. One that has nothing to do any
   * more makes room for a fresh one, which has remembered nothing yet.
   */
  stays: boolean;
  /** A sign of life (a part or the answer) must come within this time. */
  patience_ms?: number;
  /** A thread has so many further jobs waiting with it, so that it need not ask for the next; none unless given. */
  ahead?: number;
  /** A thread that has nothing to do any more ends after this time, and its memory with it. */
  idle_ms?: number;
  /** Threads that come in besides once there was more to do than the others could begin with. */
  helpers?: Helpers;
}

export interface Helpers {
  /** At most so many at once. */
  threads: number;
  /** Whether they may do it: what the first thread has remembered is of no use for it. */
  mayDo: (job: ReaderJob) => boolean;
  /** One that has nothing to do any more ends after this time. */
  idle_ms: number;
}

const usual = { patience_ms: 60_000, idle_ms: 20_000 };
const usualStayMs = 10 * 60_000;

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
  /** Whether there was more to do than there were threads for. */
  #isHelpWanted = false;
  #isClosed = false;

  constructor(url: URL, settings: ReaderSettings, limits: PoolLimits) {
    this.#url = url;
    this.#settings = settings;
    this.#limits = limits;
  }

  run<J extends ReaderJob>(job: J, onPart: (part: ReadPart) => void = () => {}): Promise<Answer<J>> {
    if (this.#isClosed) return Promise.reject(new ReaderClosed());
    return new Promise<Answer<J>>((resolve, reject) => {
      this.#queue.push({ job, onPart, resolve, reject });
      this.#dispatch();
    });
  }

  /** Ends the threads that have nothing to do: the memory they hold is wanted elsewhere. */
  async endIdle(): Promise<void> {
    const idle = [...this.#threads].filter((thread) => thread.jobs === 0);
    await Promise.all(idle.map((thread) => thread.stop(new ReaderClosed())));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const waiting of this.#queue.splice(0)) waiting.reject(new ReaderClosed());
    await Promise.all([...this.#threads].map((thread) => thread.stop(new ReaderClosed())));
  }

  get #own(): Thread[] {
    return [...this.#threads].filter((thread) => !thread.isHelper);
  }

  #dispatch(): void {
    for (let n = 0; n < this.#queue.length;) {
      const free = this.#threadFor(this.#queue[n]!.job);
      if (free) free.take(this.#queue.splice(n, 1)[0]!);
      else if (this.#limits.helpers) n += 1;
      else return;
    }
    if (this.#isHelpWanted && this.#queue.length === 0 && this.#own.every((thread) => thread.jobs === 0))
      this.#startHelpers();
  }

  #threadFor(job: ReaderJob): Thread | undefined {
    const own = this.#own;
    const free = own.find((thread) => thread.jobs === 0) ?? (own.length < this.#limits.threads ? this.#start() : null);
    return free ?? this.#helperFor(job) ?? own.find((thread) => thread.jobs <= (this.#limits.ahead ?? 0));
  }

  /** While others wait none is started: that takes as long as what they wait for. It is there the next time. */
  #helperFor(job: ReaderJob): Thread | undefined {
    const { helpers } = this.#limits;
    if (!helpers?.mayDo(job)) return undefined;
    const known = [...this.#threads].filter((thread) => thread.isHelper);
    if (known.length < helpers.threads) this.#isHelpWanted = true;
    return known.find((thread) => thread.jobs === 0);
  }

  #startHelpers(): void {
    this.#isHelpWanted = false;
    for (let n = this.#threads.size - this.#own.length; n < (this.#limits.helpers?.threads ?? 0); n++) {
      const getReady = { job: { kind: 'get_ready' }, onPart: () => {}, resolve: () => {}, reject: () => {} } as const;
      this.#start({ isHelper: true }).take(getReady);
    }
  }

  #start({ isHelper = false } = {}): Thread {
    const worker = new Worker(this.#url, {
      workerData: this.#settings,
      execArgv: [],
      env: {},
      stdin: false,
      resourceLimits: {
        maxOldGenerationSizeMb: this.#limits.heap_mb,
        ...(this.#limits.young_mb !== undefined && { maxYoungGenerationSizeMb: this.#limits.young_mb }),
      },
    });
    const { stays, patience_ms = usual.patience_ms, helpers } = this.#limits;
    const { idle_ms = stays ? usualStayMs : usual.idle_ms } = isHelper && helpers ? helpers : this.#limits;
    const thread = new Thread(worker, {
      patience_ms,
      idle_ms,
      waits: stays,
      isHelper,
      onFree: () => this.#dispatch(),
      onEnd: (left, wasIdle) => {
        this.#threads.delete(thread);
        if (stays && wasIdle && !this.#isClosed && this.#own.length === 0) this.#start();
        if (this.#isClosed) for (const waiting of left) waiting.reject(new ReaderClosed());
        else {
          this.#queue.unshift(...left);
          this.#dispatch();
        }
      },
    });
    this.#threads.add(thread);
    return thread;
  }
}

interface ThreadLife {
  patience_ms: number;
  idle_ms: number;
  /** Whether it waits for its first job as long as that takes. */
  waits: boolean;
  isHelper: boolean;
  onFree: () => void;
  /** Told of the jobs that the thread had not begun. */
  onEnd: (left: Waiting[], wasIdle: boolean) => void;
}

const stopped = 'The reader stopped while reading the file.';
const outOfMemory = 'Reading the file took too much memory.';

class Thread {
  readonly #worker: Worker;
  readonly #life: ThreadLife;
  /** The first one is being done. */
  #jobs: (Waiting & { id: number; taken: Int32Array })[] = [];
  #watchdog: NodeJS.Timeout | null = null;
  #lastId = 0;
  #isEnding = false;
  #wasIdle = false;

  constructor(worker: Worker, life: ThreadLife) {
    this.#worker = worker;
    this.#life = life;
    worker.on('message', (reply: JobReply) => this.#receive(reply));
    worker.on('error', (error: Error & { code?: string }) =>
      this.#crash(new ReaderStopped(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? outOfMemory : stopped)),
    );
    worker.on('exit', () => {
      this.#crash(new ReaderStopped(stopped));
      life.onEnd(this.#jobs.splice(0), this.#wasIdle);
    });
    if (!life.waits) this.#watchIdle();
  }

  get isHelper(): boolean {
    return this.#life.isHelper;
  }

  /** How many it has. A thread that is about to end takes no more, and one that has a suspect has no other job with it. */
  get jobs(): number {
    const isClosed = this.#isEnding || this.#jobs.some((job) => job.is_suspect);
    return isClosed ? Number.POSITIVE_INFINITY : this.#jobs.length;
  }

  take(waiting: Waiting): void {
    this.#lastId += 1;
    const taken = new SharedArrayBuffer(4);
    this.#jobs.push({ ...waiting, id: this.#lastId, taken: new Int32Array(taken) });
    this.#worker.ref();
    if (this.#jobs.length === 1) this.#watchProgress();
    this.#worker.postMessage({ id: this.#lastId, job: waiting.job, taken } satisfies JobRequest);
  }

  async stop(error: ReaderStopped): Promise<void> {
    this.#fail(error);
    await this.#worker.terminate();
  }

  #receive(reply: JobReply): void {
    const [current] = this.#jobs;
    if (this.#isEnding || !current || reply.id !== current.id) return;
    if ('isAlive' in reply) this.#watchProgress();
    else if ('part' in reply) this.#handOver(current, reply.part);
    else this.#finish(current, reply);
  }

  /** Whoever asked for the job is told when a part of it could not be taken; the rest of it is then of no use. */
  #handOver(current: Waiting & { taken: Int32Array }, part: ReadPart): void {
    this.#watchProgress();
    try {
      current.onPart(part);
    } catch (error) {
      current.reject(error);
      current.onPart = () => {};
    }
    Atomics.add(current.taken, 0, 1);
    Atomics.notify(current.taken, 0);
  }

  #finish(current: Waiting, reply: Exclude<JobReply, { part: ReadPart } | { isAlive: true }>): void {
    this.#jobs.shift();
    if (this.#jobs.length > 0) this.#watchProgress();
    else this.#watchIdle();
    if ('threw' in reply && reply.is_damage) current.reject(new DamagedIndex());
    else if ('threw' in reply) current.reject(new ReaderStopped(`The reader failed on this file (${reply.threw}).`));
    else current.resolve(reply.done as never);
    this.#life.onFree();
  }

  /**
   * The thread has ended by itself. Its last words may be lost: with others behind it, the first job may have been done, and
   * the next one the cause. So it is done once more, alone, before it is given up.
   */
  #crash(error: ReaderStopped): void {
    const [current, ...behind] = this.#jobs;
    if (this.#isEnding || !current || current.is_suspect || behind.length === 0) return this.#fail(error);
    this.#isEnding = true;
    this.#unwatch();
    current.is_suspect = true;
  }

  /** Costs the job that was being done; those that wait behind it are done by another thread. */
  #fail(error: ReaderStopped): void {
    if (this.#isEnding) return;
    this.#isEnding = true;
    this.#unwatch();
    this.#jobs.shift()?.reject(error);
  }

  #watchProgress(): void {
    this.#watch(this.#life.patience_ms, new ReaderStopped('Reading the file took too long.'));
  }

  #watchIdle(): void {
    this.#unwatch();
    this.#watchdog = setTimeout(() => {
      this.#wasIdle = true;
      void this.stop(new ReaderClosed());
    }, this.#life.idle_ms).unref();
  }

  #watch(ms: number, error: ReaderStopped): void {
    this.#unwatch();
    this.#watchdog = setTimeout(() => void this.stop(error), ms);
    this.#watchdog.unref();
  }

  #unwatch(): void {
    if (this.#watchdog) clearTimeout(this.#watchdog);
    this.#watchdog = null;
  }
}
