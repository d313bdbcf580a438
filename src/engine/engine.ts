import os from 'node:os';
import { availableParallelism } from 'node:os';
import { setImmediate as turn } from 'node:timers/promises';
import { costOfCall } from '../analytics/cost.ts';
import { pricesAsOf } from '../analytics/prices.ts';
import type { Handlers } from '../contract/api.ts';
import type { AddedFolder, SettingsAnswer } from '../contract/settings.ts';
import type { EngineEvent, ScanStatus } from '../contract/events.ts';
import { createFiles } from '../files/index.ts';
import { sources } from '../sources/index.ts';
import type { Environment } from '../sources/source.ts';
import { withAddedFolders } from './added-folders.ts';
import { Catalog } from './catalog/catalog.ts';
import { type Forget, forgetKeptFiles } from './catalog/forget.ts';
import { catalogInMemory, openCatalog } from './catalog/open-catalog.ts';
import { FolderWatch, type News, newsOf } from './folder-watch.ts';
import { DamagedCatalog } from './catalog/damage.ts';
import { keptJson } from './catalog/kept-json.ts';
import { createSeal } from './catalog/seal.ts';
import { writeProblem } from './catalog/write-problem.ts';
import type { CallRow } from './catalog/rows.ts';
import { guardedSource } from './guarded-source.ts';
import { type Hiding, redactorFor, stampOf } from './hiding.ts';
import type { Redactor } from '../redaction/index.ts';
import { handlersFor } from './methods/index.ts';
import { Marks } from './marks.ts';
import { SessionExports } from './session-export.ts';
import { changeByAnother } from './other-process.ts';
import { loadTagKey } from './own-key.ts';
import { ReaderPool, ReaderStopped } from './reader-pool.ts';
import type { ReaderSettings } from './reading/reader-jobs.ts';
import { createSafeIds, type SafeIds } from './safe-ids.ts';
import { Scan, type SourceState } from './scan.ts';
import { readSettings } from './settings.ts';
import { shardCount, shardPath, TextIndex } from './text/text-index.ts';
import { WorkLock } from './work-lock.ts';

/** What the engine is started with. */
export interface EngineSettings {
  reader_url: string;
  environment: Record<string, string | undefined>;
  home: string;
  data_dir: string;
  /** `usual` unless given. */
  mode?: SettingsAnswer['mode'];
}

/** What the handlers of methods work with. */
export interface EngineParts {
  catalog: Catalog;
  /** Reads for a person who waits: pages, outlines. One thread, so that it keeps its outlines; others help with hits. */
  reading: ReaderPool;
  text: TextIndex;
  states: ReadonlyMap<string, SourceState>;
  status(): ScanStatus;
  /** Scans unless a scan is under way; answers when the catalog is up to date. */
  scan(): Promise<ScanStatus>;
  /** The same, and waits until the text index is up to date too. */
  scanWithText(): Promise<ScanStatus>;
  /** Lets the text index rest after the files that are being read, or go on. */
  pauseText(is_paused: boolean): ScanStatus;
  /** What is hidden, as long as this engine lives. */
  hiding: Hiding;
  ids: SafeIds;
  /** What the person put on sessions. */
  marks: Marks;
  exports: SessionExports;
  /** Folders that the person added to those of the sources. */
  folders: readonly AddedFolder[];
  environment: Environment;
  mode: SettingsAnswer['mode'];
  data_dir: string;
  /** False when others can write to the data folder. */
  is_own: boolean;
  /** False when the catalog cannot be kept in the data folder. */
  is_kept: boolean;
  renew: Renew;
}

/** What the next engine is to be: it goes on as this one does unless a mode is named. */
export interface RenewWish {
  forget: Forget;
  mode?: SettingsAnswer['mode'];
}

/**
 * Ends this engine and starts another one in its place, which begins to scan; in between, what it is to forget is
 * deleted.
 */
export type Renew = (wish: RenewWish) => Promise<EngineParts>;

/** What an engine is told of the life it is a part of. */
export interface EngineLife {
  /** Told what was thrown in the background, where no call waits for it. */
  onBug: (error: unknown) => void;
  renew: Renew;
  /** Work that engines before this one did in the same process. */
  earlier: Pick<ScanStatus, 'bytes_read' | 'rows_written'>;
  /** Whether the catalog turned out to be damaged in the same process, and was made anew. */
  was_damaged: boolean;
}

const progressEveryMs = 200;
const indexAfterMs = 500;
/** A thread that reads for a person, and its rules, are there before anything is opened, but not for a process that only lists. */
const warmAfterMs = 400;
/** The text of a file that is being written is indexed anew at most this often. */
const waitingTextMs = 20_000;
/** Between two scans that the disk asked for, so many times the length of the last one must pass. */
const scanPause = 3;
const thrown = (error: unknown): void => {
  throw error;
};
const neverRenewed: Renew = () => Promise.reject(new Error('This engine stays as it is.'));
const otherVersion = 'Another version of Rearview keeps this data folder up to date; what it reads is shown here.';
const wasRemoved = "Rearview's own data was removed.";
const wasDamaged =
  'The catalog was damaged and has been made anew from the logs; sessions whose logs are gone could not be brought back.';
const waits = 'Another Rearview is reading the logs into the same data folder; this one goes on after it.';

/** Finds, reads, redacts, counts and remembers. Lives in one thread; files are read in others. */
export class Engine {
  readonly handlers: Handlers;
  readonly parts: EngineParts;
  readonly was_damaged: boolean;
  readonly #catalog: Catalog;
  readonly #reading: ReaderPool;
  readonly #scanning: ReaderPool;
  readonly #scan: Scan;
  readonly #text: TextIndex;
  readonly #problems: string[] = [];
  readonly #emit: (event: EngineEvent) => void;
  readonly #onBug: (error: unknown) => void;
  readonly #earlier: EngineLife['earlier'];
  #indexing: Promise<void> | null = null;
  #indexTimer: NodeJS.Timeout | null = null;
  readonly #watch = new FolderWatch((news) => this.#scanSoon(news));
  #scanTimer: NodeJS.Timeout | null = null;
  readonly #warming: NodeJS.Timeout;
  /** What the next scan that the disk asked for has to look at. */
  #news: News = new Set();
  #lastScan = { ended_ms: 0, took_ms: 0 };
  #running: Promise<ScanStatus> | null = null;
  /** What the running scan is to look at, until it begins to look. */
  #coming: News | null = null;
  #next: Promise<ScanStatus> | null = null;
  readonly #locks: { scan: WorkLock; text: WorkLock };
  #isClosing = false;
  /** Why the last scan did not come to its end. */
  #scanProblem: string | null = null;
  #isDone = false;
  /** Whether all pages of the catalog have been looked at, once for each start. */
  #isChecked = false;
  #last_scanned_at: string | null;
  #lastProgress = 0;

  constructor(settings: EngineSettings, emit: (event: EngineEvent) => void, life: Partial<EngineLife> = {}) {
    const { onBug = thrown, renew = neverRenewed, earlier = { bytes_read: 0, rows_written: 0 } } = life;
    this.#emit = emit;
    this.#onBug = onBug;
    this.#earlier = earlier;
    const { mode = 'usual' } = settings;
    const opened = mode === 'removed' ? catalogInMemory(wasRemoved) : openCatalog(settings.data_dir);
    const { db, problem, is_own } = opened;
    if (problem !== null) this.#problems.push(problem);
    this.was_damaged = opened.was_damaged || life.was_damaged === true;
    if (this.was_damaged && mode === 'usual') this.#problems.push(wasDamaged);
    const kept = problem === null ? settings.data_dir : null;
    this.#locks = { scan: new WorkLock(kept, 'scan'), text: new WorkLock(kept, 'text') };
    const { folders, ...hiding } = this.#choicesIn(is_own ? settings.data_dir : null, settings.home);
    const ids = createSafeIds(hiding.tag_key);
    const guarded = sources.map((source) => guardedSource(withAddedFolders(source, folders), ids));
    const seal = createSeal(hiding.tag_key, ids);
    const newText = () => textWhenNeeded(hiding, ids);
    this.#catalog = new Catalog(db, {
      price: priceOfCall,
      labels: new Map(sources.map((source) => [source.id, source.label])),
      rules_version: stampOf(hiding),
      seal,
      redaction: {
        labels: newText(),
        ids: ids.of,
        paths: (path) => seal.path(seal.open(path) ?? ''),
      },
      prices_as_of: pricesAsOf,
    });
    // Its words went through the rules of before.
    if (this.#catalog.is_redacted_again && kept !== null) forgetKeptFiles(kept, 'index');
    this.#last_scanned_at = this.#catalog.remembered('last_scanned_at');
    this.#catalog.onChange = (sessions) => emit({ type: 'changed', sessions: sessions.length > 200 ? null : sessions });
    const reader = { ...hiding, text_store: null };
    const url = new URL(settings.reader_url);
    this.#reading = new ReaderPool(url, reader, {
      threads: 1,
      heap_mb: 1500,
      young_mb: 12,
      stays: true,
      helpers: {
        threads: Math.min(4, availableParallelism()) - 1,
        mayDo: ({ kind }) => kind === 'snippets',
        idle_ms: 60_000,
      },
    });
    const getReady = () => this.#reading.run({ kind: 'get_ready' }).catch(stopped).catch(onBug);
    this.#warming = setTimeout(() => void getReady(), warmAfterMs).unref();
    this.#scanning = new ReaderPool(url, reader, {
      threads: Math.min(4, availableParallelism()),
      heap_mb: 700,
      young_mb: 12,
      stays: false,
      ahead: 2,
    });
    this.#text = new TextIndex(this.#catalog, guarded, shardsIn(kept, this.#catalog.id, url, reader));
    this.#text.onProgress = () => this.#tellProgress();
    this.#text.beforeWork = () => this.#scanning.endIdle();
    const environment: Environment = { home: settings.home, env: settings.environment };
    this.#scan = new Scan({
      catalog: this.#catalog,
      files: createFiles(),
      pool: this.#scanning,
      environment,
      sources: guarded,
    });
    this.#scan.onProgress = () => this.#tellProgress();
    this.parts = {
      catalog: this.#catalog,
      reading: this.#reading,
      text: this.#text,
      states: this.#scan.states,
      status: () => this.status(),
      scan: () => this.scan(),
      scanWithText: () => this.scanWithText(),
      pauseText: (is_paused) => this.pauseText(is_paused),
      hiding,
      ids,
      exports: new SessionExports(),
      marks: new Marks(is_own && kept !== null ? kept : null, newText()),
      folders,
      environment,
      mode,
      data_dir: settings.data_dir,
      is_own,
      is_kept: kept !== null,
      renew,
    };
    this.handlers = handlersFor(this.parts);
  }

  #choicesIn(data_dir: string | null, home: string): Hiding & { folders: readonly AddedFolder[] } {
    const { settings, problem } = readSettings(data_dir);
    if (problem !== null) this.#problems.push(problem);
    return { ...settings, tag_key: loadTagKey(data_dir), own: { user: userName(), home, host: os.hostname() } };
  }

  status(): ScanStatus {
    const isReadingText = this.#indexing !== null;
    const isTextLeft = this.#text.isPaused && !this.#text.isDone && !this.#running;
    const { bytes_done, bytes_total, sessions_done, sessions_total } =
      isReadingText || isTextLeft ? this.#text.progress : this.#scan.progress;
    return {
      phase: this.#running ? 'catalog' : isReadingText ? 'text' : 'idle',
      catalog_done: this.#isDone,
      text_done: this.#isDone && this.#text.isDone,
      text_paused: this.#text.isPaused,
      bytes_done: Math.min(bytes_done, bytes_total),
      bytes_total,
      sessions_done,
      sessions_total,
      bytes_read: this.#earlier.bytes_read + this.#scan.bytes_read + this.#text.bytes_read,
      rows_written: this.#earlier.rows_written + this.#catalog.rows_written,
      problems: [
        ...this.#problems,
        ...(this.#scanProblem === null ? [] : [this.#scanProblem]),
        ...this.#scan.problems,
        ...this.#text.problems,
        ...(this.#watch.problem === null ? [] : [this.#watch.problem]),
      ],
      last_scanned_at: this.#last_scanned_at,
    };
  }

  /**
   * Questions that stand in a row share one scan. One that has begun to look may have looked past what this one is asked for, so
   * a further one follows it.
   */
  scan(news: News = 'everything'): Promise<ScanStatus> {
    if (this.#running && this.#coming !== null) {
      this.#coming = newsOf(this.#coming, news);
      return this.#running.then(() => this.status());
    }
    if (this.#running)
      return (this.#next ??= this.#running
        .catch(() => {})
        .then(() => {
          this.#next = null;
          return this.scan();
        }));
    this.#coming = news;
    this.#running = this.#scanOnce().finally(() => {
      this.#running = null;
      this.#coming = null;
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

  pauseText(is_paused: boolean): ScanStatus {
    this.#text.isPaused = is_paused;
    if (!is_paused) void this.#index().catch(this.#onBug);
    this.#emit({ type: 'status', status: this.status() });
    return this.status();
  }

  /** A process that only answers one question is gone before this begins. */
  #indexSoon(after_ms = indexAfterMs): void {
    if (this.#isClosing) return;
    if (this.#indexTimer) clearTimeout(this.#indexTimer);
    this.#indexTimer = setTimeout(() => {
      this.#indexTimer = null;
      // What happened in a folder before it was watched would go unnoticed.
      if (this.#watch.watch(this.#scan.folders, this.#scan.awaited) > 0) this.#scanSoon('everything');
      void this.#index()
        .then(() => this.#check())
        .catch(this.#onBug);
    }, after_ms).unref();
  }

  /** Damage that SQLite does not stumble over would show wrong numbers. A check that did not come to its end says nothing. */
  async #check(): Promise<void> {
    if (this.#isChecked || this.#isClosing) return;
    this.#isChecked = true;
    const path = this.#catalog.db.location();
    if (path === null) return;
    const checked = await this.#scanning.run({ kind: 'check', path }).catch(stopped);
    if (checked?.is_sound === false) throw new DamagedCatalog();
  }

  /** Something changed on disk. Looking through a large tree takes its time, so it is not done without a pause. */
  #scanSoon(news: News): void {
    this.#news = newsOf(this.#news, news);
    if (this.#isClosing || this.#scanTimer) return;
    const rest = this.#lastScan.ended_ms + scanPause * this.#lastScan.took_ms - Date.now();
    this.#scanTimer = setTimeout(
      () => {
        const told = this.#news;
        this.#scanTimer = null;
        this.#news = new Set();
        void this.scan(told).catch(this.#onBug);
      },
      Math.max(0, rest),
    ).unref();
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
    this.#watch.close();
    for (const timer of [this.#indexTimer, this.#scanTimer, this.#warming]) if (timer) clearTimeout(timer);
    for (const lock of Object.values(this.#locks)) lock.giveUp();
    await Promise.all([this.#reading.close(), this.#scanning.close(), this.#text.close()]);
    await this.#running?.catch(() => {});
    await this.#indexing?.catch(() => {});
    try {
      this.#writing(() => {
        if (this.#last_scanned_at !== null) this.#catalog.remember('last_scanned_at', this.#last_scanned_at);
        this.#catalog.flush();
      });
    } finally {
      this.#catalog.close();
      for (const lock of Object.values(this.#locks)) lock.close();
    }
  }

  async #scanOnce(): Promise<ScanStatus> {
    // Questions that have come already, and wait for this thread, are to share it.
    await turn();
    if (!(await this.#locks.scan.take(() => (this.#scanProblem = waits)))) return this.status();
    this.#scanProblem = null;
    const began = Date.now();
    try {
      const change = changeByAnother(this.parts);
      if (change === 'other_version') this.#scanProblem = otherVersion;
      // Nobody can wait here for a new engine, which waits for this scan to end.
      if (change === 'renewed') void this.parts.renew({ forget: 'nothing' }).catch(this.#onBug);
      if (change !== 'none') return this.status();
      const news = this.#coming ?? 'everything';
      this.#coming = null;
      await this.#scan.run(news);
      if (!this.#isClosing) {
        this.#isDone = true;
        this.#last_scanned_at = new Date().toISOString();
      }
    } catch (error) {
      this.#news = 'everything';
      this.#writing(() => {
        throw error;
      });
    } finally {
      this.#lastScan = { ended_ms: Date.now(), took_ms: Date.now() - began };
      this.#locks.scan.release();
    }
    return this.status();
  }

  async #indexOnce(): Promise<void> {
    if (!(await this.#locks.text.take(() => {}))) return;
    try {
      await this.#text.update();
      if (this.#text.isWaiting) this.#indexSoon(waitingTextMs);
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

function stopped(error: unknown): null {
  if (error instanceof ReaderStopped) return null;
  throw error;
}

function priceOfCall(call: CallRow): number | null {
  const facts = call.price_facts === null ? {} : (keptJson(call.price_facts) as object);
  const usage = { ...call, speed: null, tier: null, region: null, web_searches: 0, parts: [], ...facts };
  return costOfCall(call.model, usage, call.at === null ? null : new Date(call.at).toISOString());
}

/** A redactor of texts that is made with the first of them: building the rules takes longer than all else of a start. */
function textWhenNeeded(hiding: Hiding, ids: SafeIds): Redactor['text'] {
  let redactor: Redactor | null = null;
  return (text) => (redactor ??= redactorFor(hiding, ids)).text(text);
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
    const limits = { threads: 1, heap_mb: 700, young_mb: 12, stays: false };
    return { path, pool: new ReaderPool(url, { ...reader, text_store: { path, catalog_id } }, limits) };
  });
}
