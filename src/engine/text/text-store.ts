import fs from 'node:fs';
import { DatabaseSync, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { deleteDatabase } from '../catalog/delete-database.ts';
import type { Place } from '../reading/outline.ts';
import { tokenizer } from './words.ts';

/** Raised with every change of the tables; an older index is made anew. */
const storeVersion = 4;

/** FTS5 puts pages of its own into rows; one fills a page of the file, up to what the row needs besides. */
const pageBytes = 16_384;
const wordPageBytes = 16_300;

/**
 * What is gathered in memory before it is written, in bytes, and how many stretches written so are merged into one. With
 * the usual 1 MB and 4 a gigabyte of logs is merged so often that it takes a third more time; with 16 a word is looked for
 * in up to some thirty stretches, which takes a tenth of a millisecond.
 */
const merging = `
insert into texts (texts, rank) values ('hashsize', 4000000);
insert into texts (texts, rank) values ('automerge', 16);
`;

/**
 * The text is kept nowhere: only which words stand where. What a hit looks like is read from the log again. Most words
 * stand in outputs; the first column is the one that costs nothing to name.
 */
const schema = (): string => `
create table meta (key text primary key, value text not null) without rowid;
create table indexed (
  file_id integer primary key,
  first_id integer not null unique,
  consumed integer not null,
  state text not null
);
create table messages (
  id integer primary key,
  agent_id text,
  place integer not null,
  role text not null,
  at integer,
  spans text not null
);
create virtual table texts using fts5 (
  tool_output, tool_input, text, thinking,
  content = '', contentless_delete = 1, tokenize = "${tokenizer()}"
);
${merging}
insert into texts (texts, rank) values ('pgsz', ${wordPageBytes});
`;

/** So many characters are a batch: a stop costs at most one of them. */
const batchChars = 24_000_000;

/** About as much as is written in a tenth of a second. */
const pagesAtOnce = 250;

/** Of a file of which not all is in the index yet. */
const unfinished = '';

export interface IndexedMessage {
  /** Among all messages of the file, from 0. */
  ordinal: number;
  agent_id: string | null;
  /** In its thread, from 0. */
  place: number;
  role: string;
  at: number | null;
  spans: Place[];
  texts: MessageTexts;
}

/** The text of a message by where it stands, redacted. */
export interface MessageTexts {
  text: string;
  thinking: string;
  tool_input: string;
  tool_output: string;
}
export const textFields = ['text', 'thinking', 'tool_input', 'tool_output'] as const satisfies (keyof MessageTexts)[];

/** One part of the text index: a database that one thread writes and the engine reads. */
export class TextStore {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #isInBatch = false;
  #charsInBatch = 0;
  /** Id of the first message of the file that was begun last. */
  #first = 0;
  /** Messages put in since the index was tidied up, or opened. */
  #added = 0;

  /** Opens for writing. `catalog_id` names the catalog whose file ids are used; an index for another one is made anew. */
  constructor(path: string, catalog_id: string) {
    this.#db = openStore(path, catalog_id);
  }

  /**
   * Begins a file, in place of what was known of it. Its messages follow each other behind those of all files before: FTS5
   * writes the distances between them, and does so at once when one does not lie behind the last.
   */
  begin(file_id: number): void {
    this.forget(file_id);
    const last = this.#statement(
      'select max((select coalesce(max(id), 0) from messages), (select coalesce(max(first_id), 0) from indexed)) as id',
    ).get()!;
    this.#first = Number(last['id']) + 1;
    this.#statement('insert into indexed values (?, ?, 0, ?)').run(file_id, this.#first, unfinished);
  }

  /** Puts a message of the file that was begun last in, in place of what was there. */
  put(message: IndexedMessage): void {
    this.#beginBatch();
    const id = this.#first + message.ordinal;
    if (this.#statement('select 1 from messages where id = ?').get(id)) this.#statement('delete from texts where rowid = ?').run(id);
    this.#added += 1;
    const { agent_id, place, role, at, spans, texts } = message;
    this.#statement('insert or replace into messages values (?, ?, ?, ?, ?, ?)').run(id, agent_id, place, role, at, spansAsText(spans));
    this.#statement('insert into texts (rowid, text, thinking, tool_input, tool_output) values (?, ?, ?, ?, ?)')
      .run(id, texts.text, texts.thinking, texts.tool_input, texts.tool_output);
    this.#charsInBatch += texts.text.length + texts.thinking.length + texts.tool_input.length + texts.tool_output.length;
  } // prettier-ignore

  /** Notes up to where the file that was begun last is indexed, and by which versions. */
  mark(file_id: number, consumed: number, state: string): void {
    this.#beginBatch();
    this.#statement('update indexed set consumed = ?, state = ? where file_id = ?').run(consumed, state, file_id);
  }

  /** Forgets what is known of a file. */
  forget(file_id: number): void {
    const [from, to] = this.#idsOf(file_id) ?? [];
    if (from === undefined || to === undefined) return;
    this.#beginBatch();
    this.#statement('delete from texts where rowid in (select id from messages where id >= ? and id < ?)').run(
      from,
      to,
    );
    this.#statement('delete from messages where id >= ? and id < ?').run(from, to);
    this.#statement('delete from indexed where file_id = ?').run(file_id);
  }

  /** Its messages are those before the file that was begun next. */
  #idsOf(file_id: number): [from: number, to: number] | null {
    const row = this.#statement(
      'select first_id, (select min(first_id) from indexed where first_id > own.first_id) as next from indexed own where file_id = ?',
    ).get(file_id);
    return row ? [Number(row['first_id']), Number(row['next'] ?? Number.MAX_SAFE_INTEGER)] : null;
  }

  /** Whether so much was put in since the last commit that it is time for one. */
  get isBatchFull(): boolean {
    return this.#charsInBatch > batchChars;
  }

  /** Everything put in so far survives a crash. */
  commit(): void {
    if (!this.#isInBatch) return;
    this.#charsInBatch = 0;
    this.#db.exec('commit');
    this.#isInBatch = false;
  }

  /**
   * After the last batch: what was written is moved to its place, and the space it took meanwhile is given back. When most
   * of the index is new, its stretches become one, which is an eighth smaller. `stayAlive` is called now and then.
   */
  settle(stayAlive: () => void = () => {}): void {
    this.commit();
    if (this.#isMostlyNew()) this.#mergeAll(stayAlive);
    this.#added = 0;
    this.#db.exec('pragma incremental_vacuum');
    this.#db.exec('pragma wal_checkpoint(truncate)');
  }

  /** Looks no further than twice as many messages as are new: to count all of them would take longer with every log. */
  #isMostlyNew(): boolean {
    if (this.#added === 0) return false;
    return !this.#statement('select 1 from messages limit 1 offset ?').get(2 * this.#added - 1);
  }

  /** The first call says that everything is to be merged, the others go on with it; one that changes nothing was the last. */
  #mergeAll(stayAlive: () => void): void {
    const merge = this.#statement("insert into texts (texts, rank) values ('merge', ?)");
    const changes = (): number => Number(this.#statement('select total_changes() as count').get()!['count']);
    for (let pages = -pagesAtOnce; ; pages = pagesAtOnce) {
      const before = changes();
      merge.run(pages);
      stayAlive();
      if (changes() - before < 2) return;
    }
  }

  close(): void {
    this.commit();
    this.#db.close();
  }

  #beginBatch(): void {
    if (this.#isInBatch) return;
    this.#db.exec('begin immediate');
    this.#isInBatch = true;
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) this.#statements.set(sql, (statement = this.#db.prepare(sql)));
    return statement;
  }
}

function openStore(path: string, catalog_id: string): DatabaseSync {
  if (!isUsable(path, catalog_id)) deleteDatabase(path);
  const isNew = !fs.existsSync(path);
  if (isNew) fs.closeSync(fs.openSync(path, 'ax', 0o600));
  const db = new DatabaseSync(path);
  if (isNew) db.exec(`pragma page_size = ${pageBytes}; pragma auto_vacuum = incremental`);
  db.exec(
    'pragma journal_mode = wal; pragma synchronous = normal; pragma temp_store = memory; pragma cache_size = -4000; pragma busy_timeout = 5000;',
  );
  if (isNew) {
    db.exec(`begin; ${schema()} pragma user_version = ${storeVersion}; commit;`);
    db.prepare("insert into meta values ('catalog_id', ?)").run(catalog_id);
  }
  return db;
}

/** Whether the index on disk goes with this catalog. A damaged one does not; it is made anew from the logs. */
export function isUsable(path: string, catalog_id: string): boolean {
  const facts = fs.lstatSync(path, { throwIfNoEntry: false });
  if (!facts?.isFile()) return false;
  let db: DatabaseSync | null = null;
  try {
    db = new DatabaseSync(path, { readOnly: true });
    const version = db.prepare('pragma user_version').get()!['user_version'];
    return (
      version === storeVersion &&
      db.prepare("select value from meta where key = 'catalog_id'").get()?.['value'] === catalog_id
    );
  } catch (error) {
    if (error instanceof Error && 'errcode' in error) return false;
    throw error;
  } finally {
    db?.close();
  }
}

/** `offset length line record` of each, compact. */
const spansAsText = (spans: Place[]): string =>
  spans.map(({ offset, length, line, record }) => `${offset} ${length} ${line} ${record}`).join(';');

export function spansFromText(text: SQLOutputValue): Place[] {
  if (typeof text !== 'string' || text === '') return [];
  return text.split(';').map((span) => {
    const [offset, length, line, record] = span.split(' ').map(Number) as [number, number, number, number];
    return { offset, length, line, record };
  });
}
