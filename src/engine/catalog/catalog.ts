import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { FoundEntry } from '../../files/files.ts';
import type { SessionFile, Source } from '../../sources/source.ts';
import type { CatalogJob, ReadPart } from '../reading/catalog-job.ts';
import type { ReadSidecar, SidecarWords } from '../reading/reader-jobs.ts';
import { isOtherChoice } from '../hiding.ts';
import { redactAgain, type Redaction } from './redact-again.ts';
import type { Seal } from './seal.ts';
import { SessionSummaries } from './summarize-session.ts';
import { type PriceCall, PartWriter } from './write-part.ts';

type Row = Record<string, SQLOutputValue>;
/** A batch is committed at this size or age, whichever comes first: what a crash can cost. */
const mostBatchRows = 50_000;
const mostBatchMs = 2000;

export interface SessionKey {
  source: string;
  session_id: string;
}
interface FoundSidecar {
  entry: FoundEntry;
  session_id: string;
  agent_id: string | null;
}

const nothingSaid: SidecarWords = { session_id: null, original_path: null, title: null, agent: null, live: null };

/** Everything that lists and figures need, in one database that one thread owns. Writes are gathered into batches. */
export class Catalog {
  readonly db: DatabaseSync;
  /** Names this catalog; other files that hold its ids go with no other. */
  readonly id: string;
  /** Stamp of the redaction that everything in it has gone through. */
  readonly rules_version: string;
  /** True when it was written under other rules, and has been redacted again. */
  readonly is_redacted_again: boolean;
  readonly seal: Seal;
  readonly #fileNumber: bigint | null;
  readonly #writer: PartWriter;
  readonly #summaries: SessionSummaries;
  readonly #statements = new Map<string, StatementSync>();
  readonly #dirty = new Map<string, SessionKey>();
  #batchRows = 0;
  #batchBegan = 0;
  #otherRows = 0;
  /** Whether more of a session is about to be read, so that its row can wait. */
  isBeingRead: (key: SessionKey) => boolean = () => false;
  /** Called with the sessions that changed whenever a batch has been written. */
  onChange: (sessions: SessionKey[]) => void = () => {};

  constructor(
    db: DatabaseSync,
    {
      price,
      labels,
      rules_version,
      seal,
      redaction,
      prices_as_of,
    }: {
      price: PriceCall;
      labels: ReadonlyMap<string, string>;
      rules_version: string;
      seal: Seal;
      redaction: Redaction;
      prices_as_of: string;
    },
  ) {
    this.db = db;
    this.#fileNumber = fileNumberOf(db.location());
    this.rules_version = rules_version;
    this.seal = seal;
    this.#writer = new PartWriter(db, price);
    this.#summaries = new SessionSummaries(db, labels);
    this.id = this.#ownId();
    this.is_redacted_again = this.#redactAgainIfNeeded(redaction);
    this.#repriceIfNeeded(price, prices_as_of);
  }

  get rows_written(): number {
    return this.#writer.rows_written + this.#summaries.rows_written + this.#otherRows;
  }

  statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) this.#statements.set(sql, (statement = this.db.prepare(sql)));
    return statement;
  }

  /** Whether its file was deleted or another one put in its place. */
  isReplaced(): boolean {
    return fileNumberOf(this.db.location()) !== this.#fileNumber;
  }

  /** The files of a source by root and path. */
  filesOf(source: string): Map<string, Row> {
    const rows = this.statement(
      `select id, root, relative_path, device, inode, size, mtime_ms, checked_ms, is_gone, reader_version, rules_version,
         earlier from files where source = ?`,
    ).all(source);
    return new Map(rows.map((row) => [this.#placeOf(row), row]));
  }

  /** Where reading a file goes on; null when what the reader had to remember can no longer be unsealed. */
  readUpTo(file_id: number): CatalogJob['known'] {
    const row = this.statement('select consumed, last_line, mark, state, last_record_at from files where id = ?').get(
      file_id,
    );
    if (!row) return null;
    const state = typeof row['state'] === 'string' ? this.seal.open(row['state']) : null;
    if (row['state'] !== null && state === null) return null;
    return {
      consumed: Number(row['consumed']),
      lines: Number(row['last_line']),
      mark: row['mark'] as string | null,
      state,
      last_record_at: row['last_record_at'] as number | null,
    };
  }

  /** The row of the file at a path below a root. */
  fileAt(source: string, root: string, relative_path: string): Row | undefined {
    return this.statement('select * from files where source = ? and root = ? and relative_path = ?').get(
      source,
      root,
      this.seal.path(relative_path),
    );
  }

  /** Root and path of a row, as they are on disk. */
  #placeOf(row: Row): string {
    return `${String(row['root'])}\n${this.seal.open(String(row['relative_path'])) ?? ''}`;
  }

  /** Sizes and places of the files that a log began in, sealed; null when it began in its own. */
  placesOf(earlier: readonly FoundEntry[] | undefined): string | null {
    if (earlier === undefined) return null;
    return this.seal.text(earlier.map((entry) => `${entry.size} ${entry.relative_path}`).join('\n'));
  }

  /** The log goes on in another file, or begins in others than before. */
  moveFile(file_id: number, { entry, folder, encoding, earlier }: SessionFile): void {
    this.#begin();
    this.statement('update files set relative_path = ?, folder = ?, encoding = ?, earlier = ? where id = ?').run(
      this.seal.path(entry.relative_path), this.seal.path(folder), encoding ?? null, this.placesOf(earlier), file_id,
    ); // prettier-ignore
    this.#otherRows += 1;
  }

  addFile(source: string, { entry, folder, session_id, agent_id, group_id, encoding, earlier }: SessionFile): number {
    this.#begin();
    const { lastInsertRowid } = this.statement(
      `insert into files (source, root, relative_path, folder, session_id, agent_id, group_id, encoding, earlier, device, inode, size, mtime_ms, checked_ms, consumed,
         rest_bytes, reader_version, rules_version) values (?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', 0, 0, 0, 0, 0, 0, '')`,
    ).run(
      source, entry.root.real_path, this.seal.path(entry.relative_path), this.seal.path(folder), session_id, agent_id, group_id, encoding ?? null,
      this.placesOf(earlier),
    ); // prettier-ignore
    this.#otherRows += 1;
    return Number(lastInsertRowid);
  }

  /** Adds a part to what is known of a file. One that does not join on is left out: the next scan reads from where we are. */
  addPart(file_id: number, source: Source, read: ReadPart): void {
    this.#begin();
    const row = this.statement('select consumed from files where id = ?').get(file_id);
    if (!row || (!read.is_fresh && row['consumed'] !== read.from)) return;
    if (read.is_fresh) {
      this.#touchSharers(file_id);
      this.#touchNamed(file_id);
      this.#writer.forget(file_id);
    }
    this.#writer.write(
      {
        file_id, size: read.size, mtime_ms: read.mtime_ms, checked_ms: Date.now(), device: read.device, inode: read.inode,
        consumed: read.consumed, last_line: read.lines, rest_bytes: read.rest_bytes, mark: read.mark,
        state: read.state === null ? null : this.seal.text(read.state),
        reader_version: source.reader_version, rules_version: this.rules_version,
      },
      read.part,
    ); // prettier-ignore
    this.#touch(this.#sessionOf(file_id));
    this.#touchSharers(file_id);
    this.#touchCopies(file_id);
    if (read.part.titles_for.length > 0) this.#touchNamed(file_id);
    const { calls, tools, prompts, events } = read.part;
    const rows = [calls, tools, prompts, ...Object.values(events)].reduce((sum, list) => sum + list.length, 0);
    this.#batchRows += rows + 20;
  }

  /**
   * Remembers why a file could not be read, so that it is said on the screen. One on which a reader stopped is not tried
   * again until it changes; one that could not be opened costs nothing to try, and may be readable the next time.
   */
  markUnread(file_id: number, source: Source, entry: FoundEntry, why: { reason: string; again: boolean }): void {
    this.#begin();
    const { changes } = this.statement(
      `update files set error = ?2, size = ?3, mtime_ms = ?4, device = ?5, inode = ?6, reader_version = ?7, rules_version = ?8, checked_ms = ?9
       where id = ?1 and (error, size, mtime_ms, device, inode, reader_version, rules_version) is not (?2, ?3, ?4, ?5, ?6, ?7, ?8)`,
    ).run(
      file_id, why.reason, entry.size, entry.mtime_ms, String(entry.device), String(entry.inode), source.reader_version,
      this.rules_version, why.again ? 0 : Date.now(),
    ); // prettier-ignore
    if (changes === 0) return;
    this.#otherRows += 1;
    this.#touch(this.#sessionOf(file_id));
  }

  /** Why files could not be read, each reason with the number of files. */
  unreadReasons(): Map<string, number> {
    const rows = this.statement(
      'select error, count(*) as count from files where error is not null and is_gone = 0 group by error order by count desc',
    ).all();
    return new Map(rows.map((row) => [String(row['error']), Number(row['count'])]));
  }

  /** A word that lasts beyond the process; null when there is none. */
  remembered(key: string): string | null {
    return (this.statement('select value from meta where key = ?').get(key)?.['value'] as string | undefined) ?? null;
  }

  remember(key: string, value: string): void {
    this.#begin();
    this.statement('insert or replace into meta values (?, ?)').run(key, value);
  }

  /** Files that are no longer on disk keep their rows, and say so. */
  markGone(source: string, seen: ReadonlySet<number>): void {
    for (const row of this.statement('select id, is_gone from files where source = ?').all(source)) {
      const id = Number(row['id']);
      const is_gone = seen.has(id) ? 0 : 1;
      if (row['is_gone'] === is_gone) continue;
      this.#begin();
      this.statement('update files set is_gone = ? where id = ?').run(is_gone, id);
      this.#otherRows += 1;
      this.#touch(this.#sessionOf(id));
    }
  }

  /** Forgets files, and a session with the last of its own. */
  forgetFiles(file_ids: readonly number[]): void {
    for (const file_id of file_ids) {
      this.#begin();
      this.#touch(this.#sessionOf(file_id));
      this.#touchSharers(file_id);
      this.#touchNamed(file_id);
      this.#writer.forget(file_id);
      // What repeated it counts again, once it is read again.
      this.statement(
        'update files set reader_version = 0 where (source, copy_of) = (select source, session_id from files where id = ?)',
      ).run(file_id);
      this.statement('delete from files where id = ?').run(file_id);
      this.#otherRows += 1;
    }
  }

  changedSidecars(source: string, found: FoundSidecar[]): FoundSidecar[] {
    const rows = this.statement('select root, relative_path, size, mtime_ms from sidecars where source = ?').all(
      source,
    );
    const known = new Map(rows.map((row) => [this.#placeOf(row), row]));
    return found.filter(({ entry }) => {
      const row = known.get(`${entry.root.real_path}\n${entry.relative_path}`);
      return !row || row['size'] !== entry.size || row['mtime_ms'] !== entry.mtime_ms;
    });
  }

  addSidecars(source: string, sidecars: (FoundSidecar & { read: ReadSidecar })[]): void {
    this.#begin();
    for (const { entry, session_id, agent_id, read } of sidecars) {
      this.#forgetSidecar(source, entry.root.real_path, this.seal.path(entry.relative_path));
      // A file that says nothing has a row all the same, so that it is not read again.
      const said = read.said.length > 0 ? read.said : [nothingSaid];
      said.forEach((words, place) => this.#addSidecar({ source, entry, session_id, agent_id, words, place }));
    }
  }

  #addSidecar({
    source,
    entry,
    session_id,
    agent_id,
    words,
    place,
  }: FoundSidecar & { source: string; words: SidecarWords; place: number }): void {
    const { agent, live } = words;
    const session = words.session_id ?? session_id;
    this.statement('insert into sidecars values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
      source, entry.root.real_path, this.seal.path(entry.relative_path), place, entry.size, entry.mtime_ms, session, agent_id,
      words.original_path, words.title, agent?.type ?? null, agent?.description ?? null, agent?.call_id ?? null,
      agent?.parent_agent_id ?? null, live?.session_id ?? null, live?.pid ?? null, live?.started ?? null,
    ); // prettier-ignore
    this.#otherRows += 1;
    this.#touch({ source, session_id: session });
  }

  /** The sessions it spoke of are brought up to date without it. */
  #forgetSidecar(source: string, root: SQLOutputValue, relative_path: SQLOutputValue): void {
    const where = 'where source = ? and root = ? and relative_path = ?';
    for (const row of this.statement(`select distinct session_id from sidecars ${where}`).all(
      source,
      root,
      relative_path,
    ))
      this.#touch({ source, session_id: String(row['session_id']) });
    this.#otherRows += Number(this.statement(`delete from sidecars ${where}`).run(source, root, relative_path).changes);
  }

  /** Side files that are no longer there say nothing any more. */
  dropSidecars(source: string, found: FoundSidecar[]): void {
    const seen = new Set(found.map(({ entry }) => `${entry.root.real_path}\n${entry.relative_path}`));
    for (const row of this.statement('select distinct root, relative_path from sidecars where source = ?').all(
      source,
    )) {
      if (seen.has(this.#placeOf(row))) continue;
      this.#begin();
      this.#forgetSidecar(source, row['root']!, row['relative_path']!);
    }
  }

  /** Brings the rows of changed sessions up to date and tells of them. Those of which more is being read wait for a commit. */
  publish(): void {
    const isDue = this.#batchRows > mostBatchRows || Date.now() - this.#batchBegan > mostBatchMs;
    if (isDue) this.flush();
    else this.#summarize((key) => !this.isBeingRead(key));
  }

  /** Publishes everything and writes the open batch: up to here all survives a crash, and no row of a session is behind its files. */
  flush(): void {
    this.#summarize(() => true);
    if (!this.db.isTransaction) return;
    this.db.exec('commit');
    this.#batchRows = 0;
  }

  /** Forgets the open batch, after a write has failed; what it held is read again by the next scan. */
  abandon(): void {
    this.#dirty.clear();
    this.#writer.abandon();
    this.#batchRows = 0;
    if (this.db.isTransaction) this.db.exec('rollback');
  }

  #summarize(isMeant: (key: SessionKey) => boolean): void {
    const changed = [...this.#dirty.values()].filter(isMeant);
    if (changed.length === 0) return;
    this.#begin();
    for (const { source, session_id } of changed) {
      this.#summaries.update(source, session_id);
      this.#dirty.delete(`${source}\n${session_id}`);
    }
    this.onChange(changed);
  }

  close(): void {
    try {
      this.flush();
      this.db.exec('pragma wal_checkpoint(truncate)');
    } finally {
      this.db.close();
    }
  }

  #begin(): void {
    if (this.db.isTransaction) return;
    this.db.exec('begin immediate');
    this.#batchBegan = Date.now();
  }

  #touch(key: SessionKey | null): void {
    if (key && key.session_id !== '') this.#dirty.set(`${key.source}\n${key.session_id}`, key);
  }

  /** A call that moves from one session to another changes both. */
  #touchSharers(file_id: number): void {
    if (this.#writer.isShared(file_id))
      this.#touchThose(
        `select distinct f.source, f.session_id from calls a join calls b on b.call_key = a.call_key and b.file_id <> a.file_id
         join files f on f.id = b.file_id where a.file_id = ?`,
        file_id,
      );
  }

  /** What repeats a session counts nothing from when that one is known. */
  #touchCopies(file_id: number): void {
    this.#touchThose(
      'select c.source, c.session_id from files o join files c on c.source = o.source and c.copy_of = o.session_id where o.id = ?',
      file_id,
    );
  }

  /** A summary in one file may be the title of the session in another. */
  #touchNamed(file_id: number): void {
    this.#touchThose(
      'select f.source, f.session_id from titles_for t join files f on f.last_record_id = t.record_id where t.file_id = ?',
      file_id,
    );
  }

  #touchThose(sessions: string, file_id: number): void {
    for (const row of this.statement(sessions).all(file_id))
      this.#touch({ source: String(row['source']), session_id: String(row['session_id']) });
  }

  #sessionOf(file_id: number): SessionKey | null {
    const row = this.statement('select source, session_id from files where id = ?').get(file_id);
    return row ? { source: String(row['source']), session_id: String(row['session_id']) } : null;
  }

  #ownId(): string {
    const known = this.remembered('catalog_id');
    if (known !== null) return known;
    // Another process may open the same new catalog at this moment; both go by the name that was written first.
    this.statement("insert or ignore into meta values ('catalog_id', ?)").run(randomUUID());
    return this.#ownId();
  }

  /** Prices are data of a day; with newer ones every call is priced again. */
  #repriceIfNeeded(price: PriceCall, as_of: string): void {
    const known = this.statement("select value from meta where key = 'prices_as_of'").get();
    if (known?.['value'] === as_of) return;
    this.#begin();
    const update = this.statement('update calls set cost_usd = ? where call_key = ? and file_id = ?');
    for (const row of this.statement('select * from calls where reported_cost_usd is null').all())
      update.run(price(row as never), String(row['call_key']), Number(row['file_id']));
    this.statement("insert or replace into meta values ('prices_as_of', ?)").run(as_of);
    this.#touchAll();
    this.flush();
  }

  /** A choice of the person holds at once, for everything; better rules hold at once where the logs are gone. */
  #redactAgainIfNeeded(redaction: Redaction): boolean {
    const known = this.remembered('rules_version');
    if (known === this.rules_version) return false;
    if (known !== null) {
      redactAgain(this.db, redaction, { only_gone: !isOtherChoice(known, this.rules_version) });
      this.#touchAll();
    }
    this.remember('rules_version', this.rules_version);
    this.flush();
    return known !== null;
  }

  #touchAll(): void {
    for (const row of this.statement('select distinct source, session_id from files').all())
      this.#touch({ source: String(row['source']), session_id: String(row['session_id']) });
  }
}

/** The file behind an open database, by its number on the disk; null when there is none at its place any more. */
function fileNumberOf(file: string | null): bigint | null {
  if (file === null) return null;
  return fs.lstatSync(file, { bigint: true, throwIfNoEntry: false })?.ino ?? null;
}
