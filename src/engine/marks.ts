import fs from 'node:fs';
import path from 'node:path';
import { MarksFile, type SavedSearch, type SessionMarks } from '../contract/marks.ts';
import { readOwnFile, writeOwnFile } from './own-file.ts';

const mostBytes = 32 * 1024 * 1024;
const noMarks: MarksFile = { version: 1, sessions: [], searches: [] };

export const keyOfSession = ({ source, session_id }: { source: string; session_id: string }): string =>
  `${source}\n${session_id}`;

/** What a change leaves out stays as it is. */
export type MarksChange = Partial<Omit<SessionMarks, 'changed_at'>>;

/** The marks cannot be kept; the message says why, for people. */
export class MarksNotKept extends Error {}

/**
 * What the person put on sessions, in a small file of its own beside the catalog, which no rebuild touches. Another process
 * may write it too: it is read again when it has changed. Texts have been through the rules of redaction.
 */
export class Marks {
  readonly #file: string | null;
  readonly #redact: (text: string) => string;
  #stamp = '';
  #sessions = new Map<string, MarksFile['sessions'][number]>();
  #searches: SavedSearch[] = [];
  /** Why the file is left alone; null when it can be written. */
  #problem: string | null = null;

  /** Without a data folder marks last until Rearview ends. */
  constructor(data_dir: string | null, redact: (text: string) => string) {
    this.#file = data_dir === null ? null : path.join(data_dir, 'marks.json');
    this.#redact = redact;
    this.#refresh();
  }

  of(session: { source: string; session_id: string }): SessionMarks | null {
    const marks = this.#sessions.get(keyOfSession(session));
    if (!marks) return null;
    const { source: _source, session_id: _id, ...own } = marks;
    return own;
  }

  /** Everything, as it is exported. */
  all(): MarksFile {
    this.#refresh();
    return { version: 1, sessions: [...this.#sessions.values()], searches: this.#searches };
  }

  /** Keys of the sessions whose marks fit, as `source`, line break, id. */
  keysWhere(fits: (marks: SessionMarks) => boolean): string[] {
    this.#refresh();
    return [...this.#sessions].filter(([, marks]) => fits(marks)).map(([key]) => key);
  }

  /** Throws `MarksNotKept`. */
  change(session: { source: string; session_id: string }, change: MarksChange, now: Date): SessionMarks | null {
    this.#refresh();
    const before = this.of(session) ?? { title: null, is_pinned: false, is_hidden: false, tags: [], note: null };
    const { source, session_id } = session;
    const after = this.#clean({ ...before, ...change, source, session_id, changed_at: now.toISOString() });
    const sessions = new Map(this.#sessions);
    if (isNothing(after)) sessions.delete(keyOfSession(session));
    else sessions.set(keyOfSession(session), after);
    this.#write(sessions, this.#searches);
    return this.of(session);
  }

  /** Throws `MarksNotKept`. */
  saveSearches(searches: readonly SavedSearch[]): void {
    this.#refresh();
    this.#write(this.#sessions, searches);
  }

  /** Takes over what the file has that is new or was changed later. Throws `MarksNotKept`. */
  merge(file: MarksFile): { taken: number; kept: number; searches: number } {
    this.#refresh();
    const sessions = new Map(this.#sessions);
    let taken = 0;
    for (const marks of file.sessions) {
      const own = sessions.get(keyOfSession(marks));
      if (isNothing(marks) || (own && own.changed_at >= marks.changed_at)) continue;
      sessions.set(keyOfSession(marks), this.#clean(marks));
      taken += 1;
    }
    const known = new Set(this.#searches.map((search) => JSON.stringify([search.place, search.q])));
    const searches = file.searches.filter((search) => !known.has(JSON.stringify([search.place, search.q])));
    this.#write(sessions, [...this.#searches, ...searches].slice(0, 200));
    return { taken, kept: file.sessions.length - taken, searches: searches.length };
  }

  #write(sessions: ReadonlyMap<string, MarksFile['sessions'][number]>, searches: readonly SavedSearch[]): void {
    if (this.#problem !== null) throw new MarksNotKept(this.#problem);
    const file: MarksFile = { version: 1, sessions: [...sessions.values()], searches: [...searches] };
    if (this.#file !== null) {
      try {
        writeOwnFile(this.#file, `${JSON.stringify(file, null, 1)}\n`);
      } catch (error) {
        if (!(error instanceof Error && 'code' in error)) throw error;
        throw new MarksNotKept('The marks could not be saved: the data folder cannot be written to.');
      }
      this.#stamp = stampOf(this.#file);
    }
    this.#take(file);
  }

  #refresh(): void {
    if (this.#file === null) return;
    const stamp = stampOf(this.#file);
    if (stamp === this.#stamp) return;
    this.#stamp = stamp;
    const read = readOwnFile(this.#file, mostBytes);
    const kept = read === 'absent' ? { success: true as const, data: noMarks } : marksFrom(read);
    this.#problem = kept.success ? null : 'The file of marks could not be understood and is left alone: marks.json.';
    this.#take(kept.success ? kept.data : noMarks);
  }

  /** What one level of redaction left may be hidden by another. */
  #take(file: MarksFile): void {
    this.#sessions = new Map(file.sessions.map((marks) => [keyOfSession(marks), this.#clean(marks)]));
    this.#searches = file.searches;
  }

  #clean(marks: MarksFile['sessions'][number]): MarksFile['sessions'][number] {
    return {
      ...marks,
      title: marks.title === null ? null : this.#redact(marks.title) || null,
      note: marks.note === null ? null : this.#redact(marks.note) || null,
      tags: [...new Set(marks.tags.map(this.#redact))],
    };
  }
}

const isNothing = ({ title, is_pinned, is_hidden, tags, note }: Omit<SessionMarks, 'changed_at'>): boolean =>
  title === null && !is_pinned && !is_hidden && tags.length === 0 && (note === null || note === '');

function marksFrom(read: { text: string } | 'unusable') {
  try {
    return MarksFile.safeParse(read === 'unusable' ? null : (JSON.parse(read.text) as unknown));
  } catch {
    return { success: false as const };
  }
}

function stampOf(file: string): string {
  const facts = fs.lstatSync(file, { bigint: true, throwIfNoEntry: false });
  return facts ? `${facts.ino} ${facts.size} ${facts.mtimeNs}` : '';
}
