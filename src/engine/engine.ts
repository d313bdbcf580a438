import os from 'node:os';
import { availableParallelism } from 'node:os';
import { costOfCall } from '../analytics/cost.ts';
import { pricesAsOf } from '../analytics/prices.ts';
import type { Handlers } from '../contract/api.ts';
import type { EngineEvent, ScanStatus } from '../contract/events.ts';
import { createFiles } from '../files/index.ts';
import { rulesVersion } from '../redaction/index.ts';
import { sources } from '../sources/index.ts';
import { Catalog } from './catalog/catalog.ts';
import { openCatalog } from './catalog/open-catalog.ts';
import { writeProblem } from './catalog/write-problem.ts';
import type { CallRow } from './catalog/rows.ts';
import { handlersFor } from './methods/index.ts';
import { loadTagKey } from './own-key.ts';
import { ReaderPool } from './reader-pool.ts';
import type { ReaderSettings } from './reading/reader-jobs.ts';
import { Scan, type SourceState } from './scan.ts';
import { shardCount, shardPath, TextIndex } from './text/text-index.ts';
import { WorkLock } from './work-lock.ts';

/** What the engine is started with. */
export interface EngineSettings {
  reader_url: string;
  environment: Record<string, string | undefined>;
  home: string;
  data_dir: string;
}

/** What the handlers of methods work with. */
export interface EngineParts {
  catalog: Catalog;
  /** Reads for a person who waits: pages, outlines. One thread, so that it keeps its outlines. */
  reading: ReaderPool;
  text: TextIndex;
  states: ReadonlyMap<string, SourceState>;
  status(): ScanStatus;
  /** Scans unless a scan is under way; answers when the catalog is up to date. */
  scan(): Promise<ScanStatus>;
  /** The same, and waits until the text index is up to date too. */
  scanWithText(): Promise<ScanStatus>;
}

const progressEveryMs = 200;
const indexAfterMs = 500;
const thrown = (error: unknown): void => {
  throw error;
};
const waits = 'Another Rearview is reading the logs into the same data folder; this one goes on after it.';

/** Finds, reads, redacts, counts and remembers. Lives in one thread; files are read in others. */
export class Engine {
  readonly handlers: Handlers;
  readonly #catalog: Catalog;
  readonly #reading: ReaderPool;
  readonly #scanning: ReaderPool;
  readonly #scan: Scan;
  readonly #text: TextIndex;
  readonly #problems: string[] = [];
  readonly #emit: (event: EngineEvent) => void;
  readonly #onBug: (error: unknown) => void;
  #indexing: Promise<void> | null = null;
  #indexTimer: NodeJS.Timeout | null = null;
  #running: Promise<ScanStatus> | null = null;
  #next: Promise<ScanStatus> | null = null;
  readonly #locks: { scan: WorkLock; text: WorkLock };
  #isClosing = false;
  /** Why the last scan did not come to its end. */
  #scanProblem: string | null = null;
  #isDone = false;
  #last_scanned_at: string | null;
  #lastProgress = 0;

  /** `onBug` is told what was thrown in the background, where no call waits for it. */
  constructor(settings: EngineSettings, emit: (event: EngineEvent) => void, onBug = thrown) {
    this.#emit = emit;
    this.#onBug = onBug;
    const { db, problem } = openCatalog(settings.data_dir);
    if (problem !== null) this.#problems.push(problem);
    const kept = problem === null ? settings.data_dir : null;
    this.#locks = { scan: new WorkLock(kept, 'scan'), text: new WorkLock(kept, 'text') };
    const labels = new Map(sources.map((source) => [source.id, source.label]));
    this.#catalog = new Catalog(db, {
      price: priceOfCall,
      labels,
      rules_version: rulesVersion,
      prices_as_of: pricesAsOf,
    });
    this.#last_scanned_at = this.#catalog.remembered('last_scanned_at');
    this.#catalog.onChange = (sessions) => emit({ type: 'changed', sessions: sessions.length > 200 ? null : sessions });
    const reader = {
      tag_key: loadTagKey(settings.data_dir),
      text_store: null,
      own: { user: userName(), home: settings.home, host: os.hostname() },
    };
    const url = new URL(settings.reader_url);
    this.#reading = new ReaderPool(url, reader, { threads: 1, heap_mb: 1500, stays: true });
    this.#reading.warm();
    this.#scanning = new ReaderPool(url, reader, {
      threads: Math.min(4, availableParallelism()),
      heap_mb: 700,
      stays: false,
    });
    this.#text = new TextIndex(this.#catalog, sources, shardsIn(kept, this.#catalog.id, url, reader));
    this.#text.onProgress = () => this.#tellProgress();
    this.#scan = new Scan({
      catalog: this.#catalog,
      files: createFiles(),
      pool: this.#scanning,
      environment: { home: settings.home, env: settings.environment },
      sources,
    });
    this.#scan.onProgress = () => this.#tellProgress();
    this.handlers = handlersFor({
      catalog: this.#catalog,
      reading: this.#reading,
      text: this.#text,
      states: this.#scan.states,
      status: () => this.status(),
      scan: () => this.scan(),
      scanWithText: () => this.scanWithText(),
    });
  }

  status(): ScanStatus {
    const isReadingText = this.#indexing !== null;
    const { bytes_done, bytes_total, files_done, files_total } = isReadingText
      ? this.#text.progress
      : this.#scan.progress;
    return {
      phase: this.#running ? 'catalog' : isReadingText ? 'text' : 'idle',
      catalog_done: this.#isDone,
      text_done: this.#isDone && this.#text.isDone,
      bytes_done: Math.min(bytes_done, bytes_total),
      bytes_total,
      sessions_done: files_done,
      sessions_total: files_total,
      bytes_read: this.#scan.bytes_read + this.#text.bytes_read,
      rows_written: this.#catalog.rows_written,
      problems: [
        ...this.#problems,
        ...(this.#scanProblem === null ? [] : [this.#scanProblem]),
        ...this.#scan.problems,
        ...this.#text.problems,
      ],
      last_scanned_at: this.#last_scanned_at,
    };
  }

  /** A scan under way may have looked past what this one is asked for, so a further one follows it. */
  scan(): Promise<ScanStatus> {
    if (this.#running)
      return (this.#next ??= this.#running
        .catch(() => {})
        .then(() => {
          this.#next = null;
          return this.scan();
        }));
    this.#running = this.#scanOnce().finally(() => {
      this.#running = null;
      this.#emit({ type: 'status', status: this.status() });
      this.#indexSoon();
    });
    return this.#running.then(() => this.status());
  }

  async scanWithText(): Promise<ScanStatus> {
    await this.scan();
    await this.#index();
    return this.status();
  }

  /** A process that only answers one question is gone before this begins. */
  #indexSoon(): void {
    if (this.#indexTimer) clearTimeout(this.#indexTimer);
    this.#indexTimer = setTimeout(() => void this.#index().catch(this.#onBug), indexAfterMs);
    this.#indexTimer.unref();
  }

  /** Files that the scan brought while an update was under way are taken up by a further one. */
  async #index(): Promise<void> {
    while (this.#indexing) await this.#indexing.catch(() => {});
    this.#indexing = this.#indexOnce().finally(() => {
      this.#indexing = null;
      this.#emit({ type: 'status', status: this.status() });
    });
    await this.#indexing;
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    if (this.#indexTimer) clearTimeout(this.#indexTimer);
    for (const lock of Object.values(this.#locks)) lock.giveUp();
    await Promise.all([this.#reading.close(), this.#scanning.close(), this.#text.close()]);
    await this.#running?.catch(() => {});
    await this.#indexing?.catch(() => {});
    this.#writing(() => {
      if (this.#last_scanned_at !== null) this.#catalog.remember('last_scanned_at', this.#last_scanned_at);
      this.#catalog.flush();
    });
    this.#catalog.close();
    for (const lock of Object.values(this.#locks)) lock.close();
  }

  async #scanOnce(): Promise<ScanStatus> {
    if (!(await this.#locks.scan.take(() => (this.#scanProblem = waits)))) return this.status();
    this.#scanProblem = null;
    try {
      await this.#scan.run();
      if (!this.#isClosing) {
        this.#isDone = true;
        this.#last_scanned_at = new Date().toISOString();
      }
    } catch (error) {
      this.#writing(() => {
        throw error;
      });
    } finally {
      this.#locks.scan.release();
    }
    return this.status();
  }

  async #indexOnce(): Promise<void> {
    if (!(await this.#locks.text.take(() => {}))) return;
    try {
      await this.#text.update();
    } finally {
      this.#locks.text.release();
    }
  }

  /** A write that fails as writes can fail is told; what it would have brought is read again by the next scan. */
  #writing(write: () => void): void {
    try {
      write();
    } catch (error) {
      this.#catalog.abandon();
      this.#scanProblem = writeProblem(error);
      if (this.#scanProblem === null) throw error;
    }
  }

  #tellProgress(): void {
    const now = Date.now();
    if (now - this.#lastProgress < progressEveryMs) return;
    this.#lastProgress = now;
    this.#catalog.publish();
    this.#emit({ type: 'status', status: this.status() });
  }
}

function priceOfCall(call: CallRow): number | null {
  const facts = call.price_facts === null ? {} : (JSON.parse(call.price_facts) as object);
  const usage = { ...call, speed: null, tier: null, region: null, web_searches: 0, parts: [], ...facts };
  return costOfCall(call.model, usage, call.at === null ? null : new Date(call.at).toISOString());
}

/** A machine may have no name for its user, as in some containers. */
function userName(): string | undefined {
  try {
    return os.userInfo().username;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

/** The parts of the text index; without a data folder there is none. */
function shardsIn(data_dir: string | null, catalog_id: string, url: URL, reader: ReaderSettings) {
  if (data_dir === null) return [];
  return Array.from({ length: shardCount }, (_, shard) => {
    const path = shardPath(data_dir, shard);
    const limits = { threads: 1, heap_mb: 700, stays: false };
    return { path, pool: new ReaderPool(url, { ...reader, text_store: { path, catalog_id } }, limits) };
  });
}
