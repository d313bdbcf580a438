import path from 'node:path';
import { DatabaseSync, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import type { Source } from '../../sources/source.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { DamagedIndex, isDamage } from '../catalog/damage.ts';
import type { ScanProgress } from '../scan.ts';
import { type ReaderPool, ReaderClosed, ReaderStopped } from '../reader-pool.ts';
import type { Place } from '../reading/outline.ts';
import { sessionFileFromRow } from '../session-file.ts';
import type { FindWords } from './match.ts';
import { isUsable, perFile, spansFromText } from './text-store.ts';

/** How many parts the index has; each is written by a thread of its own. */
export const shardCount = 2;

export const shardPath = (data_dir: string, shard: number): string => path.join(data_dir, `text-${shard}.sqlite`);

/** A message that holds what was looked for. */
export interface FoundMessage {
  file_id: number;
  ordinal: number;
  agent_id: string | null;
  place: number;
  role: string;
  at: number | null;
  spans: Place[];
}

/** Restricts matches by what the index knows of a message `m`; `true` when it does not. */
export interface MessageConditions {
  sql: string;
  values: (string | number)[];
}

interface Shard {
  pool: ReaderPool;
  path: string;
  db: DatabaseSync | null;
  statements: Map<string, StatementSync>;
}

/** Each word costs a look into the index for each file of a page of hits. */
const mostWords = 2000;

/** A file that was written to within this time is taken as being written. */
const restMs = 15_000;

interface Work {
  file_id: number;
  row: Record<string, SQLOutputValue>;
  source: Source;
  session: string;
  state: string;
  bytes: number;
}

const shardOf = ({ file_id }: { file_id: number }): number => file_id % shardCount;

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
  onProgress: () => void = () => {};

  constructor(catalog: Catalog, sources: readonly Source[], shards: { pool: ReaderPool; path: string }[]) {
    this.#catalog = catalog;
    this.#sources = new Map(sources.map((source) => [source.id, source]));
    this.#shards = shards.map((shard) => ({ ...shard, db: null, statements: new Map() }));
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
    await Promise.all(this.#shards.map((_, shard) => this.#indexAll(work.filter((job) => shardOf(job) === shard))));
    if (work.length > 0) await Promise.all(this.#shards.map(({ pool }) => pool.run({ kind: 'commit' }).catch(stopped)));
    this.isDone = this.progress.sessions_done === this.#left.size;
    this.onProgress();
  }

  /** Words of the index that hold a part of a word; null when there are more than are looked for at once. */
  wordsWith: FindWords = (part, where) => {
    const words = new Set<string>();
    const condition = where === 'anywhere' ? 'instr(term, ?1) > 0' : 'substr(term, -length(?1)) = ?1';
    for (const shard of this.#readable())
      for (const row of rowsIn(shard, `select term from words where ${condition} limit ${mostWords + 1}`, [part]))
        words.add(String(row['term']));
    return words.size > mostWords ? null : [...words];
  };

  /** For each file with a match, how many messages match. */
  countByFile(match: string, conditions: MessageConditions): Map<number, number> {
    const counts = new Map<number, number>();
    const from = conditions.sql === 'true' ? 'texts' : 'texts join messages m on m.id = texts.rowid';
    for (const shard of this.#readable())
      for (const row of rowsIn(
        shard,
        `select texts.rowid / ${perFile} as file_id, count(*) as count from ${from} where texts match ? and ${conditions.sql} group by file_id`,
        [match, ...conditions.values],
      ))
        counts.set(Number(row['file_id']), Number(row['count']));
    return counts;
  }

  /** The messages of one file that match, in order. */
  messagesIn(
    file_id: number,
    match: string,
    { conditions, limit, offset }: { conditions: MessageConditions; limit: number; offset: number },
  ): FoundMessage[] {
    const shard = this.#shards[shardOf({ file_id })]!;
    if (!this.#readable().includes(shard)) return [];
    const rows = rowsIn(
      shard,
      `select m.* from texts join messages m on m.id = texts.rowid where texts match ? and texts.rowid between ? and ? and ${conditions.sql} order by texts.rowid limit ? offset ?`,
      [match, file_id * perFile, (file_id + 1) * perFile - 1, ...conditions.values, limit, offset],
    );
    return rows.map((row) => ({
      file_id,
      ordinal: Number(row['id']) - file_id * perFile,
      agent_id: row['agent_id'] as string | null,
      place: Number(row['place']),
      role: String(row['role']),
      at: row['at'] as number | null,
      spans: spansFromText(row['spans']!),
    }));
  }

  /** Forgets the words of files. What cannot be forgotten now is forgotten by the next update. */
  async forget(file_ids: readonly number[]): Promise<void> {
    const byShard = Map.groupBy(file_ids, (file_id) => this.#shards[shardOf({ file_id })]);
    const ends = [...byShard].map(async ([shard, own]) => {
      if (!shard || !isUsable(shard.path, this.#catalog.id)) return;
      await shard.pool.run({ kind: 'forget', file_ids: own }).catch(stopped);
      await shard.pool.run({ kind: 'commit' }).catch(stopped);
    });
    await Promise.all(ends);
  }

  async close(): Promise<void> {
    await Promise.all(this.#shards.map(({ pool }) => pool.close()));
    for (const shard of this.#shards) if (shard.db?.isOpen) shard.db.close();
  }

  /** Files that the catalog knows no more. */
  #strays(file_ids: Iterable<number>): number[] {
    const rows = this.#catalog.statement('select id from files').all();
    const known = new Set(rows.map(({ id }) => Number(id)));
    return [...file_ids].filter((file_id) => !known.has(file_id));
  }

  #workToDo(indexed: ReadonlyMap<number, { consumed: number; state: string }>): Work[] {
    this.isWaiting = false;
    const rows = this.#catalog
      .statement(
        'select * from files where is_gone = 0 and error is null and messages + notices + problems > 0 order by coalesce(last_at, mtime_ms) desc',
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
      return [{ file_id, row, source, state, session, bytes: Number(row['size']) }];
    });
  }

  #indexedFiles(): Map<number, { consumed: number; state: string }> {
    const found = new Map<number, { consumed: number; state: string }>();
    for (const shard of this.#readable())
      for (const row of rowsIn(shard, 'select * from indexed', []))
        found.set(Number(row['file_id']), { consumed: Number(row['consumed']), state: String(row['state']) });
    return found;
  }

  async #indexAll(work: readonly Work[]): Promise<void> {
    for (const job of work) {
      if (this.isPaused) return;
      await this.#indexOne(job);
    }
  }

  async #indexOne({ file_id, row, source, state, bytes, session }: Work): Promise<void> {
    const file = sessionFileFromRow(row, this.#catalog.seal);
    if (file) {
      try {
        const done = await this.#shards[shardOf({ file_id })]!.pool.run({
          kind: 'index',
          source: source.id,
          file,
          file_id,
          state,
        });
        if ('bytes_read' in done) this.bytes_read += done.bytes_read;
        this.#failed.delete(file_id);
      } catch (error) {
        if (!(error instanceof ReaderStopped)) throw error;
        if (!(error instanceof ReaderClosed)) this.#failed.set(file_id, { state, reason: error.message });
      }
    }
    this.progress.bytes_done += bytes;
    const left = this.#left.get(session)! - 1;
    this.#left.set(session, left);
    if (left === 0) this.progress.sessions_done += 1;
    this.onProgress();
  }

  /** Shards that are there and belong to this catalog. They are made by the threads that write them. */
  #readable(): Shard[] {
    return this.#shards.filter((shard) => {
      if (shard.db?.isOpen) return true;
      if (!isUsable(shard.path, this.#catalog.id)) return false;
      shard.db = new DatabaseSync(shard.path, { readOnly: true, timeout: 3000 });
      shard.db.exec('pragma cache_size = -8000; pragma mmap_size = 268435456;');
      shard.db.exec('create virtual table temp.words using fts5vocab(main, texts, row)');
      shard.statements.clear();
      return true;
    });
  }
}

function rowsIn(shard: Shard, sql: string, values: (string | number)[]): Record<string, SQLOutputValue>[] {
  try {
    let prepared = shard.statements.get(sql);
    if (!prepared) shard.statements.set(sql, (prepared = shard.db!.prepare(sql)));
    return prepared.all(...values);
  } catch (error) {
    throw isDamage(error) ? new DamagedIndex() : error;
  }
}

/** What could not be committed is not marked as indexed either, and is done again the next time. */
function stopped(error: unknown): null {
  if (error instanceof ReaderStopped) return null;
  throw error;
}
