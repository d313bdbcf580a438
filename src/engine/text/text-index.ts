import path from 'node:path';
import type { Source } from '../../sources/source.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { ScanProgress } from '../scan.ts';
import { type ReaderPool, ReaderClosed, ReaderStopped } from '../reader-pool.ts';
import { sessionFileFromRow } from '../session-file.ts';
import { type FoundMessage, IndexShard, type MessageConditions } from './index-shard.ts';
import type { FindWords } from './match.ts';

/** How many parts the index has; each is written by a thread of its own. */
export const shardCount = 2;

export const shardPath = (data_dir: string, shard: number): string => path.join(data_dir, `text-${shard}.sqlite`);

interface Shard {
  /** Writes it. */
  pool: ReaderPool;
  index: IndexShard;
}

/** All of them are looked up. */
const mostWords = 2000;

/** A file that was written to within this time is taken as being written. */
const restMs = 15_000;

interface Work {
  file_id: number;
  source: Source;
  session: string;
  state: string;
  bytes: number;
  /** In which its text is already; null when any of them may take it. */
  shard: Shard | null;
}

interface IndexedFile {
  consumed: number;
  state: string;
  shard: Shard;
}

/** The text index as the engine sees it: it says what has to be indexed, and asks what stands where. */
export class TextIndex {
  readonly #catalog: Catalog;
  readonly #shards: Shard[];
  readonly #sources: ReadonlyMap<string, Source>;
  progress: ScanProgress = { bytes_done: 0, bytes_total: 0, sessions_done: 0, sessions_total: 0 };
  /** For each session, how many of its files are left to be indexed. */
  #left = new Map<string, number>();
  bytes_read = 0;
  isDone = false;
  /** While this is true no further file is begun. */
  isPaused = false;
  /** Whether files were left for later because they are being written. */
  isWaiting = false;
  /** Files on which the reader stopped; they are not tried again until they change. */
  readonly #failed = new Map<number, { state: string; reason: string }>();
  /** Whether a thread may have ended with files that it had not committed; they are done again. */
  #isLost = false;
  onProgress: () => void = () => {};
  /** Called when there is something to be indexed, before that begins. */
  beforeWork: () => Promise<void> = async () => {};

  constructor(catalog: Catalog, sources: readonly Source[], shards: { pool: ReaderPool; path: string }[]) {
    this.#catalog = catalog;
    this.#sources = new Map(sources.map((source) => [source.id, source]));
    this.#shards = shards.map((shard) => ({ pool: shard.pool, index: new IndexShard(shard.path, catalog.id) }));
  }

  /** Sentences about what could not be indexed. */
  get problems(): string[] {
    const reasons = Map.groupBy(this.#failed.values(), ({ reason }) => reason);
    return [...reasons].map(
      ([reason, { length }]) =>
        `The text of ${length} ${length === 1 ? 'file' : 'files'} could not be indexed: ${reason}`,
    );
  }

  /** Indexes what is new, newest sessions first. Goes on where it was stopped. */
  async update(): Promise<void> {
    const indexed = this.#indexedFiles();
    await this.forget(this.#strays(indexed.keys()));
    const work = this.#shards.length === 0 ? [] : this.#workToDo(indexed);
    this.isDone = work.length === 0;
    this.#left = new Map();
    for (const { session } of work) this.#left.set(session, (this.#left.get(session) ?? 0) + 1);
    this.progress = {
      bytes_done: 0,
      bytes_total: work.reduce((sum, job) => sum + job.bytes, 0),
      sessions_done: 0,
      sessions_total: this.#left.size,
    };
    if (work.length > 0) await this.beforeWork();
    const left = [...work];
    await Promise.all(this.#shards.map((shard) => this.#indexAll(left, shard)));
    if (work.length > 0) await Promise.all(this.#shards.map(({ pool }) => pool.run({ kind: 'commit' }).catch(stopped)));
    this.isDone = this.progress.sessions_done === this.#left.size;
    this.onProgress();
    if (!this.#isLost) return;
    this.#isLost = false;
    await this.update();
  }

  /** Words of the index that hold a part of a word; null when there are more than are looked for at once. */
  wordsWith: FindWords = (part, where) => {
    const words = new Set(this.#shards.flatMap(({ index }) => index.wordsWith(part, where, mostWords + 1)));
    return words.size > mostWords ? null : [...words];
  };

  /** For each file with a match the ordinals of its messages that match, in order. */
  matches(match: string, conditions: MessageConditions): Map<number, number[]> {
    return new Map(this.#shards.flatMap(({ index }) => [...index.matches(match, conditions)]));
  }

  /** Messages of one file by their ordinals, in order. */
  messages(file_id: number, ordinals: readonly number[]): FoundMessage[] {
    return this.#shards.flatMap(({ index }) => index.messages(file_id, ordinals));
  }

  /** Forgets the words of files. What cannot be forgotten now is forgotten by the next update. */
  async forget(file_ids: readonly number[]): Promise<void> {
    const indexed = this.#indexedFiles();
    const byShard = Map.groupBy(file_ids, (file_id) => indexed.get(file_id)?.shard);
    const ends = [...byShard].map(async ([shard, own]) => {
      await shard?.pool.run({ kind: 'forget', file_ids: own }).catch(stopped);
      await shard?.pool.run({ kind: 'commit' }).catch(stopped);
    });
    await Promise.all(ends);
  }

  async close(): Promise<void> {
    await Promise.all(this.#shards.map(({ pool }) => pool.close()));
    for (const { index } of this.#shards) index.close();
  }

  /** Files that the catalog knows no more. */
  #strays(file_ids: Iterable<number>): number[] {
    const rows = this.#catalog.statement('select id from files').all();
    const known = new Set(rows.map(({ id }) => Number(id)));
    return [...file_ids].filter((file_id) => !known.has(file_id));
  }

  #workToDo(indexed: ReadonlyMap<number, IndexedFile>): Work[] {
    this.isWaiting = false;
    const rows = this.#catalog
      .statement(
        `select id, source, session_id, reader_version, rules_version, inode, mtime_ms, consumed, size from files
         where is_gone = 0 and error is null and messages + notices + problems > 0 order by coalesce(last_at, mtime_ms) desc`,
      )
      .all();
    return rows.flatMap((row) => {
      const file_id = Number(row['id']);
      const source = this.#sources.get(String(row['source']));
      const state = `${row['reader_version']} ${row['rules_version']} ${row['inode']} ${row['mtime_ms']}`;
      const known = indexed.get(file_id);
      if (!source || (known && known.consumed === row['consumed'] && known.state === state)) return [];
      if (this.#failed.get(file_id)?.state === state) return [];
      // A file is indexed as a whole, so one that grows every few seconds has to wait until it rests.
      if (known && Date.now() - Number(row['mtime_ms']) < restMs) {
        this.isWaiting = true;
        return [];
      }
      const session = `${source.id}\n${row['session_id']}`;
      return [{ file_id, source, state, session, bytes: Number(row['size']), shard: known?.shard ?? null }];
    });
  }

  #indexedFiles(): Map<number, IndexedFile> {
    return new Map(
      this.#shards.flatMap((shard) =>
        shard.index.indexed().map(({ file_id, ...file }) => [file_id, { ...file, shard }] as const),
      ),
    );
  }

  /** Takes one file after the other, until none is left that may be put into this shard. */
  async #indexAll(left: Work[], shard: Shard): Promise<void> {
    for (;;) {
      const next = left.findIndex((job) => job.shard === null || job.shard === shard);
      if (next < 0 || this.isPaused) return;
      await this.#indexOne(left.splice(next, 1)[0]!, shard);
    }
  }

  async #indexOne({ file_id, source, state, bytes, session }: Work, { pool }: Shard): Promise<void> {
    const row = this.#catalog.statement('select * from files where id = ?').get(file_id);
    const file = row && sessionFileFromRow(row, this.#catalog.seal);
    if (file) {
      try {
        const done = await pool.run({ kind: 'index', source: source.id, file, file_id, state });
        if ('bytes_read' in done) this.bytes_read += done.bytes_read;
        this.#failed.delete(file_id);
      } catch (error) {
        if (!(error instanceof ReaderStopped)) throw error;
        if (!(error instanceof ReaderClosed)) {
          this.#failed.set(file_id, { state, reason: error.message });
          this.#isLost = true;
        }
      }
    }
    this.progress.bytes_done += bytes;
    const left = this.#left.get(session)! - 1;
    this.#left.set(session, left);
    if (left === 0) this.progress.sessions_done += 1;
    this.onProgress();
  }
}

/** What could not be committed is not marked as indexed either, and is done again the next time. */
function stopped(error: unknown): null {
  if (error instanceof ReaderStopped) return null;
  throw error;
}
