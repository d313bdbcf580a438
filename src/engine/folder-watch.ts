import fs from 'node:fs';
import path from 'node:path';

/** Events of one burst are taken together. */
const burstMs = 150;
/** Where watching is not to be had, the disk is looked at this often. */
const pollMs = 15_000;
const noMore = 'The system allows no more folders to be watched; new sessions are looked for every 15 seconds.';

/** What may have happened: paths that were written to and are still what they were, or `everything` when it may be more. */
export type News = Set<string> | 'everything';

export const newsOf = (one: News, other: News): News =>
  one === 'everything' || other === 'everything' ? 'everything' : new Set([...one, ...other]);

interface Watched {
  watcher: fs.FSWatcher;
  /** Of the folder itself: another one may take its place, of which this watcher hears nothing. */
  identity: string;
}

/** What is heard of in a folder: everything, or these names. */
type Heard = ReadonlySet<string> | 'everything';

/**
 * Tells when something may have changed in a set of folders. Events are hints: whoever is told looks for himself.
 * Each folder is watched by itself; a folder that is not there yet, by the nearest one above it that is.
 */
export class FolderWatch {
  readonly #watched = new Map<string, Watched>();
  #heard = new Map<string, Heard>();
  readonly #onChange: (news: News) => void;
  #news: News = new Set();
  #burst: NodeJS.Timeout | null = null;
  #poll: NodeJS.Timeout | null = null;
  /** Why the disk is looked at now and then instead of being watched; null when it is watched. */
  problem: string | null = null;

  constructor(onChange: (news: News) => void) {
    this.#onChange = onChange;
  }

  /**
   * Watches these folders from now on, and no others. `awaited` are folders that may come to be.
   * Returns how many of them were not watched before.
   */
  watch(folders: ReadonlySet<string>, awaited: readonly string[]): number {
    this.#heard = heardOf(folders, awaited);
    for (const [folder, { identity }] of this.#watched)
      if (!this.#heard.has(folder) || identityOf(folder) !== identity) this.#leave(folder);
    const kept = this.#watched.size;
    this.problem = null;
    for (const folder of this.#heard.keys()) {
      if (this.#watched.has(folder) || this.#add(folder)) continue;
      this.problem = noMore;
      break;
    }
    this.#pollWhileNeeded();
    return this.#watched.size - kept;
  }

  close(): void {
    for (const folder of this.#watched.keys()) this.#leave(folder);
    if (this.#burst) clearTimeout(this.#burst);
    if (this.#poll) clearInterval(this.#poll);
  }

  /** Who is told looks, and asks again for all folders to be watched: there may be watchers to be had by then. */
  #pollWhileNeeded(): void {
    if (this.problem !== null) this.#poll ??= setInterval(() => this.#onChange('everything'), pollMs).unref();
    else if (this.#poll) {
      clearInterval(this.#poll);
      this.#poll = null;
    }
  }

  #leave(folder: string): void {
    this.#watched.get(folder)?.watcher.close();
    this.#watched.delete(folder);
  }

  /** False when the system gives no more watchers; a folder that has just gone needs none. */
  #add(folder: string): boolean {
    try {
      // Looked at before it is watched: what takes its place in between is taken for another one.
      const identity = identityOf(folder);
      const watcher = fs.watch(folder, { persistent: false }, (event, changed) => this.#hear(folder, event, changed));
      watcher.on('error', () => {
        watcher.close();
        if (this.#watched.get(folder)?.watcher === watcher) this.#watched.delete(folder);
        this.#changed('everything');
      });
      this.#watched.set(folder, { watcher, identity });
      return true;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES') return true;
      if (code === undefined) throw error;
      return false;
    }
  }

  /** A change of a watched folder itself is one of its mode: what is in it may not be read any more, or may be now. */
  #hear(folder: string, event: string, changed: string | null): void {
    const heard = this.#heard.get(folder);
    if (heard !== 'everything' && changed !== null && !heard?.has(changed)) return;
    const written = `${folder}/${changed}`;
    const isOfFile = changed !== null && changed !== path.basename(folder) && !this.#heard.has(written);
    this.#changed(heard === 'everything' && event === 'change' && isOfFile ? new Set([written]) : 'everything');
  }

  #changed(news: News): void {
    this.#news = newsOf(this.#news, news);
    this.#burst ??= setTimeout(() => {
      const told = this.#news;
      this.#burst = null;
      this.#news = new Set();
      this.#onChange(told);
    }, burstMs).unref();
  }
}

/** For each folder to be watched what is heard of in it; several that are awaited may have the same one above them. */
function heardOf(folders: ReadonlySet<string>, awaited: readonly string[]): Map<string, Heard> {
  const heard = new Map<string, Heard>([...folders].map((folder) => [folder, 'everything']));
  for (const folder of awaited) {
    const [above, name] = nearestAbove(folder);
    const known = above === null ? 'everything' : heard.get(above);
    if (above !== null && known !== 'everything') heard.set(above, new Set([...(known ?? []), name]));
  }
  return heard;
}

/** Device and number of a folder; empty when it is not there or cannot be looked at. */
function identityOf(folder: string): string {
  try {
    const facts = fs.statSync(folder, { bigint: true, throwIfNoEntry: false });
    return facts ? `${facts.dev} ${facts.ino}` : '';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return '';
  }
}

/** The nearest folder above that exists, and the name below it that would lead on. */
function nearestAbove(folder: string): [above: string | null, name: string] {
  const above = path.dirname(folder);
  if (above === folder) return [null, ''];
  return fs.existsSync(above) ? [above, path.basename(folder)] : nearestAbove(above);
}
