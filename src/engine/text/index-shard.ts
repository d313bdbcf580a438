import { DatabaseSync, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { DamagedIndex, isDamage } from '../catalog/damage.ts';
import { type IndexedMessage, isUsable, spansFromText } from './text-store.ts';
import { Vocabulary } from './vocabulary.ts';

/** A message that holds what was looked for. */
export interface FoundMessage extends Omit<IndexedMessage, 'texts'> {
  file_id: number;
}

/** Restricts matches by what the index knows of a message `m`; `true` when it does not. */
export interface MessageConditions {
  sql: string;
  values: (string | number)[];
}

/** One part of the text index as it is asked. It is there once the thread that writes it has made it. */
export class IndexShard {
  readonly #path: string;
  readonly #catalog_id: string;
  readonly #statements = new Map<string, StatementSync>();
  #open: DatabaseSync | null = null;
  #vocabulary: Vocabulary | null = null;

  constructor(path: string, catalog_id: string) {
    this.#path = path;
    this.#catalog_id = catalog_id;
  }

  /** Whether it is on disk and goes with this catalog. */
  get isThere(): boolean {
    return isUsable(this.#path, this.#catalog_id);
  }

  /** Words that end with a part, or hold it anywhere; no more than `most`. */
  wordsWith(part: string, where: 'at_end' | 'anywhere', most: number): string[] {
    return this.#asked((db) => (this.#vocabulary ??= new Vocabulary(db)).wordsWith(part, where, most)) ?? [];
  }

  /** For each file with a match the ordinals of its messages that match, in order. */
  matches(match: string, { sql, values }: MessageConditions): Map<number, number[]> {
    const from = sql === 'true' ? 'texts' : 'texts join messages m on m.id = texts.rowid';
    const [row] = this.#rows(
      `select group_concat(id) as ids from (select texts.rowid as id from ${from} where texts match ? and ${sql} order by texts.rowid)`,
      [match, ...values],
    );
    const [starts] = this.#rows(
      "select group_concat(first_id || ' ' || file_id) as starts from (select first_id, file_id from indexed order by first_id)",
      [],
    );
    return ordinalsByFile(String(row?.['ids'] ?? ''), String(starts?.['starts'] ?? ''));
  }

  /** Messages of a file by their ordinals, in order; none of a file of another shard. */
  messages(file_id: number, ordinals: readonly number[]): FoundMessage[] {
    const rows = this.#rows(
      'select m.*, m.id - first_id as ordinal from indexed, json_each(?), messages m where file_id = ? and m.id = first_id + value order by m.id',
      [JSON.stringify(ordinals), file_id],
    );
    return rows.map((row) => ({
      file_id,
      ordinal: Number(row['ordinal']),
      agent_id: row['agent_id'] as string | null,
      place: Number(row['place']),
      role: String(row['role']),
      at: row['at'] as number | null,
      spans: spansFromText(row['spans']!),
    }));
  }

  /** For each file that is indexed, up to where and by which versions. */
  indexed(): { file_id: number; consumed: number; state: string }[] {
    return this.#rows('select * from indexed', []).map(({ file_id, consumed, state }) => ({
      file_id: Number(file_id),
      consumed: Number(consumed),
      state: String(state),
    }));
  }

  close(): void {
    this.#vocabulary?.forget();
    this.#open?.close();
    this.#open = null;
  }

  /** None while the shard is not there. */
  #rows(sql: string, values: (string | number)[]): Record<string, SQLOutputValue>[] {
    const answer = this.#asked((db) => {
      let prepared = this.#statements.get(sql);
      if (!prepared) this.#statements.set(sql, (prepared = db.prepare(sql)));
      return prepared.all(...values);
    });
    return answer ?? [];
  }

  #asked<T>(ask: (db: DatabaseSync) => T): T | null {
    const db = this.#database();
    try {
      return db && ask(db);
    } catch (error) {
      throw isDamage(error) ? new DamagedIndex() : error;
    }
  }

  #database(): DatabaseSync | null {
    if (this.#open || !this.isThere) return this.#open;
    this.#open = new DatabaseSync(this.#path, { readOnly: true, timeout: 3000 });
    this.#open.exec('pragma cache_size = -8000;');
    return this.#open;
  }
}

/**
 * From ids in a row, in order, which come as one text: tens of thousands of rows would take longer than the search. `starts`
 * tells in the same way where the ids of each file begin.
 */
function ordinalsByFile(ids: string, starts: string): Map<number, number[]> {
  const files = new Map<number, number[]>();
  const begun = starts.split(',').map((start) => start.split(' ').map(Number) as [first_id: number, file_id: number]);
  let own: number[] = [];
  let first = 0;
  let next = 0;
  for (let at = 0; at < ids.length; at++) {
    let id = 0;
    for (; at < ids.length && ids.charCodeAt(at) !== comma; at++) id = id * 10 + ids.charCodeAt(at) - zero;
    if (id >= (begun[next]?.[0] ?? Number.POSITIVE_INFINITY)) {
      while (id >= (begun[next + 1]?.[0] ?? Number.POSITIVE_INFINITY)) next += 1;
      const [first_id, file_id] = begun[next]!;
      first = first_id;
      files.set(file_id, (own = []));
      next += 1;
    }
    own.push(id - first);
  }
  return files;
}

const [comma, zero] = [0x2c, 0x30];
