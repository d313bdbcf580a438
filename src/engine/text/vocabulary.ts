import type { DatabaseSync } from 'node:sqlite';
import { DamagedIndex } from '../catalog/damage.ts';

/** Looked through at once; kept for so long after somebody asked for a part of a word. */
const keptForMs = 60_000;

/**
 * The words that stand in a text index, kept in memory while parts of words are being looked for. The table of words that
 * FTS5 offers counts, for each word, where it stands, and so reads the whole index every time; here the words alone are
 * read, from the pages on which they begin. Words that were deleted may be among them until FTS5 merges their pages.
 */
export class Vocabulary {
  readonly #db: DatabaseSync;
  #kept: { words: Buffer; version: unknown } | null = null;
  #timer: NodeJS.Timeout | null = null;

  /** `db` may not be written to by this connection, whose own changes would go unnoticed. */
  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** Words that end with a part of a word, or hold it anywhere; no more than `most`. Throws `DamagedIndex`. */
  wordsWith(part: string, where: 'at_end' | 'anywhere', most: number): string[] {
    const words = this.#words();
    const looked_for = Buffer.from(where === 'at_end' ? `${part}\n` : part);
    const found = new Set<string>();
    for (let at = words.indexOf(looked_for); at >= 0 && found.size < most;) {
      const end = words.indexOf(lineBreak, at);
      found.add(words.toString('utf8', words.lastIndexOf(lineBreak, at) + 1, end));
      at = words.indexOf(looked_for, end);
    }
    return [...found];
  }

  forget(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#kept = null;
  }

  /** All words in UTF-8, a line break before and behind each; one may stand there several times. */
  #words(): Buffer {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.forget(), keptForMs).unref();
    const version = this.#db.prepare('pragma data_version').get()!['data_version'];
    if (this.#kept?.version !== version) this.#kept = { words: wordsIn(this.#db), version };
    return this.#kept!.words;
  }
}

/** How FTS5 lays out its pages, as told at the head of its `fts5_index.c`. */
const knownFormat = 4;

function wordsIn(db: DatabaseSync): Buffer {
  const format = db.prepare("select v from texts_config where k = 'version'").get()?.['v'];
  return format === knownFormat ? wordsOnPages(db) : countedWords(db);
}

function countedWords(db: DatabaseSync): Buffer {
  db.exec('create virtual table if not exists temp.words using fts5vocab(main, texts, row)');
  const words = db.prepare('select term from words').all();
  return Buffer.from(['', ...words.map(({ term }) => String(term)), ''].join('\n'));
}

/** Only pages on which a word begins. The index of pages goes on naming some that have been merged into others. */
function wordsOnPages(db: DatabaseSync): Buffer {
  const pages = db.prepare('select block from texts_idx i join texts_data d on d.id = (i.segid << 37) + (i.pgno >> 1)');
  const list = new WordList();
  for (const { block } of pages.iterate()) list.addPage(block as Uint8Array);
  return list.bytes();
}

const lineBreak = 0x0a;

/** Words in UTF-8, each behind a line break. */
class WordList {
  #bytes = Buffer.allocUnsafe(1 << 20);
  #length = 0;
  /** Where the word before begins. */
  #last = 0;
  #page: Uint8Array = this.#bytes;
  #at = 0;

  /** Behind what the page holds stands where words begin on it, each told by its distance from the one before. */
  addPage(page: Uint8Array): void {
    this.#page = page;
    const held = (page[2]! << 8) | page[3]!;
    let start = 0;
    let isFirst = true;
    for (let next = held; next < page.length; isFirst = false) {
      this.#at = next;
      start += this.#number();
      next = this.#at;
      this.#at = start;
      // Of the first word of a page all is written, of others what differs from the one before.
      const kept = isFirst ? 0 : this.#number();
      this.#addWord(kept, this.#number(), held);
    }
  }

  /** No larger than they have to be, since they are kept. */
  bytes(): Buffer {
    this.#makeRoom(1);
    this.#bytes[this.#length++] = lineBreak;
    return Buffer.from(this.#bytes.subarray(0, this.#length));
  }

  /** A sign of the kind of index goes before every word: it is the same one for all, and left out here. */
  #addWord(kept: number, more: number, held: number): void {
    const isWhole = kept >= 0 && kept <= 1 + this.#length - this.#last && more >= 0 && this.#at + more <= held;
    if (!isWhole) throw new DamagedIndex();
    this.#makeRoom(1 + kept + more);
    const bytes = this.#bytes;
    let end = this.#length;
    bytes[end++] = lineBreak;
    const [before, start] = [this.#last, end];
    for (let n = 0; n < kept - 1; n++) bytes[end++] = bytes[before + n]!;
    for (let n = kept === 0 ? 1 : 0; n < more; n++) bytes[end++] = this.#page[this.#at + n]!;
    this.#last = start;
    this.#length = end;
  }

  #makeRoom(length: number): void {
    if (this.#length + length <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * this.#bytes.length + length);
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }

  /** Seven bits a byte, the highest ones first; all but the last byte have the eighth bit set. */
  #number(): number {
    let value = 0;
    for (;;) {
      const byte = this.#page[this.#at++];
      if (byte === undefined) throw new DamagedIndex();
      value = (value << 7) | (byte & 0x7f);
      if (byte < 0x80) return value;
    }
  }
}
