import type { SQLOutputValue } from 'node:sqlite';
import type { SourceStatus } from '../contract/source.ts';
import type { Files, FoundEntry, OpenRoot } from '../files/files.ts';
import type { Discovery, Environment, SessionFile, Source } from '../sources/source.ts';
import type { Catalog } from './catalog/catalog.ts';
import type { News } from './folder-watch.ts';
import type { CatalogJob, ReadPart } from './reading/catalog-job.ts';
import type { ReadSidecar } from './reading/reader-jobs.ts';
import { ReaderClosed, type ReaderPool, ReaderStopped } from './reader-pool.ts';
import { sessionFileFromRow } from './session-file.ts';
import { SoughtFiles } from './sought-files.ts';

type Row = Record<string, SQLOutputValue>;

/** How a source stood at the last scan. */
export interface SourceState {
  status: SourceStatus;
  reason: string;
  hint: string | null;
  paths: string[];
  remarks: string[];
}

/** What a scan is doing, for the status line. */
export interface ScanProgress {
  bytes_done: number;
  bytes_total: number;
  /** Sessions of which no file is left to be read. */
  sessions_done: number;
  sessions_total: number;
}

interface Work {
  source: Source;
  file: SessionFile;
  file_id: number;
  known: CatalogJob['known'];
  bytes: number;
}

/** More than all readers together have with them, so that none of them waits for the next. */
const mostAtOnce = 32;

/** After this time a scan looks at everything, whatever it was told. */
const lookEverywhereMs = 60_000;

const mayBeRead = 'Check that the folder may be read.';

/** A file changed so shortly before it was looked at may have changed again within the same tick of its clock. */
const clockTickMs = 2000;

/** Finds what is new below the roots of every source and brings the catalog up to date with it. */
export class Scan {
  readonly #catalog: Catalog;
  readonly #files: Files;
  readonly #pool: ReaderPool;
  readonly #environment: Environment;
  readonly #sources: readonly Source[];
  readonly states = new Map<string, SourceState>();
  progress: ScanProgress = { bytes_done: 0, bytes_total: 0, sessions_done: 0, sessions_total: 0 };
  bytes_read = 0;
  /** Sentences about what could not be read. */
  problems: string[] = [];
  #sidecarProblems: string[] = [];
  #sought = new SoughtFiles();
  #looked_ms = 0;
  /** Folders that the last scan looked into, or wanted to; what changes in them is new. */
  folders = new Set<string>();
  /** Roots that were not there. */
  awaited: string[] = [];
  /** Folders of the source being looked at that are there and could not be read. A file below one is not gone for that. */
  #unread: string[] = [];
  onProgress: () => void = () => {};

  constructor(parts: {
    catalog: Catalog;
    files: Files;
    pool: ReaderPool;
    environment: Environment;
    sources: readonly Source[];
  }) {
    this.#catalog = parts.catalog;
    this.#files = parts.files;
    this.#pool = parts.pool;
    this.#environment = parts.environment;
    this.#sources = parts.sources;
  }

  /** Looks everywhere, or only at files that were written to, when no more than that has happened. */
  async run(news: News = 'everything'): Promise<void> {
    const work = (news === 'everything' ? null : this.#writtenTo(news)) ?? (await this.#lookEverywhere());
    work.sort((a, b) => b.file.entry.mtime_ms - a.file.entry.mtime_ms);
    const unread = new Map<string, number>();
    for (const { source, file } of work) countUp(unread, `${source.id}\n${file.session_id}`, 1);
    this.progress = {
      bytes_done: 0,
      bytes_total: work.reduce((sum, job) => sum + job.bytes, 0),
      sessions_done: 0,
      sessions_total: unread.size,
    };
    this.onProgress();
    this.#catalog.isBeingRead = ({ source, session_id }) => (unread.get(`${source}\n${session_id}`) ?? 0) > 0;
    const next = work.values();
    const readSome = async () => {
      for (const job of next) {
        await this.#read(job);
        const left = countUp(unread, `${job.source.id}\n${job.file.session_id}`, -1);
        if (left === 0) this.progress.sessions_done += 1;
        this.onProgress();
      }
    };
    const ends = await Promise.allSettled(Array.from({ length: Math.min(mostAtOnce, work.length) }, readSome));
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed) throw failed.reason;
    this.#catalog.flush();
    this.problems = [...this.#sidecarProblems, ...unreadSentences(this.#catalog.unreadReasons())];
    this.onProgress();
  }

  async #lookEverywhere(): Promise<Work[]> {
    this.#sidecarProblems = [];
    this.#sought = new SoughtFiles();
    this.folders = new Set();
    this.awaited = [];
    this.#looked_ms = Date.now();
    const work: Work[] = [];
    for (const source of this.#sources) work.push(...(await this.#lookAt(source)));
    await this.#readSidecars();
    return work;
  }

  /**
   * What has to be read of known files that were written to. Null when that does not settle it: a path that could be a new
   * log, a file that is gone, or the last look at everything was long ago; no system promises that it tells of all that happens.
   */
  #writtenTo(paths: ReadonlySet<string>): Work[] | null {
    if (Date.now() - this.#looked_ms > lookEverywhereMs) return null;
    const work: Work[] = [];
    for (const { source_id, root, relative_path } of [...paths].flatMap((path) => this.#sought.placesOf(path))) {
      const source = this.#sources.find(({ id }) => id === source_id);
      const row = this.#catalog.fileAt(source_id, root.real_path, relative_path);
      const file = row && sessionFileFromRow(row, this.#catalog.seal);
      const opened = file ? this.#files.open(root, relative_path) : null;
      if (!source || !row || !file || !opened?.ok) return null;
      const { size, mtime_ms, device, inode } = opened.file;
      opened.file.close();
      const entry: FoundEntry = { root, relative_path, size, mtime_ms, device, inode };
      const { isNeeded, ...job } = this.#workFor(source, { ...file, entry }, row);
      if (isNeeded) work.push(job);
    }
    return work;
  }

  readonly #newSidecars: {
    source: Source;
    entries: { entry: FoundEntry; session_id: string; agent_id: string | null }[];
  }[] = [];

  /** Compares what lies on disk with what the catalog knows, and says what has to be read. */
  async #lookAt(source: Source): Promise<Work[]> {
    const plan = source.roots(this.#environment);
    const state: SourceState = { status: 'empty', reason: '', hint: null, paths: plan.paths, remarks: [] };
    this.#unread = [];
    const roots = plan.paths.map((path) => this.#files.openRoot(path));
    const open = roots.filter((root): root is OpenRoot => 'real_path' in root);
    this.awaited.push(...plan.paths.filter((_, n) => !('real_path' in roots[n]!)));
    const refused = roots.filter((root) => 'status' in root && root.status !== 'not_found');
    for (const root of refused) if ('reason' in root) state.remarks.push(`${root.path}: ${root.reason}`);
    this.#unread.push(...refused.map(({ path }) => path));
    const unique = open.filter((root, n) => open.findIndex((other) => other.real_path === root.real_path) === n);
    const known = this.#catalog.filesOf(source.id);
    if (source.reader_version === 0 || unique.length === 0) {
      this.#explainAbsence(source, state, refused.length > 0);
      this.#catalog.markGone(source.id, this.#outOfSight(known));
      this.states.set(source.id, state);
      return [];
    }
    const present = new Set<number>();
    const files = this.#noting(source, known, present);
    const found = await Promise.all(unique.map((root) => source.discover(root, files)));
    const work = this.#compare(source, { found, known, present }, state);
    if (work.seen === 0 && this.#unread.length > 0)
      Object.assign(state, {
        status: 'unreadable',
        reason: 'No folder that may hold sessions can be read.',
        hint: mayBeRead,
      });
    else if (work.seen === 0)
      Object.assign(state, { status: 'empty', reason: 'The folder is there, but holds no sessions yet.' });
    else Object.assign(state, { status: 'available', reason: 'Sessions were found.' });
    this.#newSidecars.push({ source, entries: found.flatMap((discovery) => discovery.sidecars) });
    // Only now: who asks while the disk is looked at is told how things stood before.
    this.states.set(source.id, state);
    return work.jobs;
  }

  /**
   * The files room, which notes what it looks into, and which of the known files it meets there. A file into which nothing
   * was ever written yet is none.
   */
  #noting({ id: source_id }: Source, known: ReadonlyMap<string, Row>, present: Set<number>): Files {
    const isWritten = (entry: FoundEntry): boolean => {
      const row = known.get(keyOf(entry));
      if (row) present.add(Number(row['id']));
      return row !== undefined || entry.size > 0;
    };
    const walk: Files['walk'] = async (root, patterns) => {
      this.#sought.note({ source_id, root, patterns });
      const result = await this.#files.walk(root, patterns, isWritten);
      const pathOf = (folder: string) => (folder === '' ? root.real_path : `${root.real_path}/${folder}`);
      for (const folder of [...result.folders, ...result.unread]) this.folders.add(pathOf(folder));
      this.#unread.push(...result.unread.map(pathOf));
      return result;
    };
    return { ...this.#files, walk };
  }

  /** Files of which it cannot be said whether they are still there. */
  #outOfSight(known: ReadonlyMap<string, Row>): Set<number> {
    if (this.#unread.length === 0) return new Set();
    const isHidden = (place: string) =>
      this.#unread.some((folder) => place.replace('\n', '/').startsWith(`${folder}/`));
    return new Set(
      [...known].filter(([place, row]) => row['is_gone'] === 0 && isHidden(place)).map(([, row]) => Number(row['id'])),
    );
  }

  #explainAbsence(source: Source, state: SourceState, isRefused: boolean): void {
    const absence = source.absence(source.roots(this.#environment));
    Object.assign(state, { status: absence.status, reason: absence.reason, hint: absence.hint });
    if (isRefused && source.reader_version > 0)
      Object.assign(state, {
        status: 'unreadable',
        reason: state.remarks.join(' '),
        hint: mayBeRead,
      });
  }

  #compare(
    source: Source,
    { found, known, present }: { found: Discovery[]; known: ReadonlyMap<string, Row>; present: ReadonlySet<number> },
    state: SourceState,
  ): { jobs: Work[]; seen: number } {
    const seen = new Set<number>();
    const mains = new Map<string, SessionFile>();
    const jobs: Work[] = [];
    let twins = 0;
    for (const discovery of found) {
      state.remarks.push(...discovery.remarks);
      for (const file of discovery.files) {
        const other = file.agent_id === null ? mains.get(file.session_id) : undefined;
        if (other) twins += 1;
        if (other && other.entry.mtime_ms >= file.entry.mtime_ms) continue;
        if (file.agent_id === null) mains.set(file.session_id, file);
      }
    }
    for (const file of found.flatMap((discovery) => discovery.files)) {
      if (file.agent_id === null && mains.get(file.session_id) !== file) continue;
      // A log that goes on in a further file keeps its row.
      const rows = [...(file.earlier ?? []), file.entry].map((entry) => known.get(keyOf(entry)));
      const job = this.#workFor(source, file, rows.findLast((row) => row !== undefined) ?? null);
      seen.add(job.file_id);
      if (job.isNeeded) jobs.push(job);
    }
    if (twins > 0) state.remarks.push(`${twins} sessions lie in two folders; the file that was changed last is shown.`);
    // A file that is there, and in whose place another one is shown, is not gone; what it said would count twice.
    this.#catalog.forgetFiles([...present].filter((file_id) => !seen.has(file_id)));
    this.#catalog.markGone(source.id, new Set([...seen, ...this.#outOfSight(known)]));
    return { jobs, seen: seen.size };
  }

  #workFor(source: Source, file: SessionFile, row: Row | null): Work & { isNeeded: boolean } {
    const { entry } = file;
    const file_id = row ? Number(row['id']) : this.#catalog.addFile(source.id, file);
    const beginsElsewhere = row !== null && row['earlier'] !== this.#catalog.placesOf(file.earlier);
    if (beginsElsewhere) this.#catalog.moveFile(file_id, file);
    const isSameReader =
      row !== null &&
      !beginsElsewhere &&
      row['reader_version'] === source.reader_version &&
      row['rules_version'] === this.#catalog.rules_version;
    const isSameFile = row !== null && row['device'] === String(entry.device) && row['inode'] === String(entry.inode);
    // Also one that was gone: a disk that comes back brings the same files.
    const isUntouched = isSameFile && row['size'] === entry.size && row['mtime_ms'] === entry.mtime_ms;
    const isSettled = row !== null && entry.mtime_ms < Number(row['checked_ms']) - clockTickMs;
    const isGrown = isSameFile && entry.size >= Number(row['size']);
    const isNeeded = !(isSameReader && isUntouched && isSettled);
    const mayGoOn = isNeeded && isSameReader && isGrown && !(entry.size === row['size'] && !isUntouched);
    const known = mayGoOn ? this.#catalog.readUpTo(file_id) : null;
    return { source, file, file_id, known, isNeeded, bytes: Math.max(0, entry.size - (known?.consumed ?? 0)) };
  }

  async #read(work: Work): Promise<void> {
    const job: CatalogJob = { kind: 'catalog', source: work.source.id, file: work.file, known: work.known };
    let done = 0;
    const onPart = (part: ReadPart) => {
      this.bytes_read += part.bytes_read;
      this.progress.bytes_done += part.bytes_read;
      done += part.bytes_read;
      this.#catalog.addPart(work.file_id, work.source, part);
      this.onProgress();
    };
    try {
      const { reason } = await this.#pool.run(job, onPart);
      if (reason !== null)
        this.#catalog.markUnread(work.file_id, work.source, work.file.entry, { reason, again: true });
    } catch (error) {
      if (error instanceof ReaderClosed) return;
      if (!(error instanceof ReaderStopped)) throw error;
      this.#catalog.markUnread(work.file_id, work.source, work.file.entry, { reason: error.message, again: false });
    }
    this.progress.bytes_done += Math.max(0, work.bytes - done);
  }

  async #readSidecars(): Promise<void> {
    for (const { source, entries } of this.#newSidecars.splice(0)) {
      this.#catalog.dropSidecars(source.id, entries);
      const changed = this.#catalog.changedSidecars(source.id, entries);
      if (changed.length === 0) continue;
      const read = await this.#sidecarsRead(
        source,
        changed.map(({ entry }) => entry),
      );
      if (!read) continue;
      this.bytes_read += changed.reduce((sum, { entry }) => sum + entry.size, 0);
      this.#catalog.addSidecars(
        source.id,
        changed.map((sidecar, n) => ({ ...sidecar, read: read[n]! })),
      );
    }
  }

  /** Null when the reader stopped on them: titles and agents' names are missing then, and nothing else. */
  async #sidecarsRead(source: Source, entries: FoundEntry[]): Promise<ReadSidecar[] | null> {
    try {
      return await this.#pool.run({ kind: 'sidecars', source: source.id, entries });
    } catch (error) {
      if (!(error instanceof ReaderStopped)) throw error;
      if (!(error instanceof ReaderClosed))
        this.#sidecarProblems.push(`Small files beside the sessions were not read: ${error.message}`);
      return null;
    }
  }
}

const unreadSentences = (reasons: ReadonlyMap<string, number>): string[] =>
  [...reasons].map(([reason, count]) => `${count} ${count === 1 ? 'file was' : 'files were'} not read: ${reason}`);

function countUp(counts: Map<string, number>, key: string, by: number): number {
  const count = (counts.get(key) ?? 0) + by;
  counts.set(key, count);
  return count;
}

export const keyOf = (entry: FoundEntry): string => `${entry.root.real_path}\n${entry.relative_path}`;
