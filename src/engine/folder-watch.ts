import fs from 'node:fs';
import path from 'node:path';

/** Events of one burst are taken together. */
const burstMs = 150;
/** Where watching is not to be had, the disk is looked at this often. */
const pollMs = 15_000;

/** What may have happened: paths that were written to and are still what they were, or `everything` when it may be more. */
export type News = Set<string> | 'everything';

export const newsOf = (one: News, other: News): News =>
  one === 'everything' || other === 'everything' ? 'everything' : new Set([...one, ...other]);

/**
 * Tells when something may have changed in a set of folders. Events are hints: whoever is told looks for himself.
 * Each folder is watched by itself; a folder that is not there yet, by the nearest one above it that is.
 */
export class FolderWatch {
  readonly #watchers = new Map<string, fs.FSWatcher>();
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
    const wanted = new Map<string, string | null>([...folders].map((folder) => [folder, null]));
    for (const folder of awaited) {
      const [above, name] = nearestAbove(folder);
      if (above && !wanted.has(above)) wanted.set(above, name);
    }
    for (const [folder, watcher] of this.#watchers) {
      if (wanted.has(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    const kept = this.#watchers.size;
    for (const [folder, name] of wanted) if (!this.#watchers.has(folder) && !this.#add(folder, name)) break;
    if (this.problem !== null && this.#poll === null)
      this.#poll = setInterval(() => this.#onChange('everything'), pollMs).unref();
    return this.#watchers.size - kept;
  }

  close(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
    if (this.#burst) clearTimeout(this.#burst);
    if (this.#poll) clearInterval(this.#poll);
  }

  /** False when the system gives no more watchers; a folder that has just gone needs none. */
  #add(folder: string, name: string | null): boolean {
    try {
      const watcher = fs.watch(folder, { persistent: false }, (event, changed) => {
        if (name === null && event === 'change' && changed !== null) this.#changed(new Set([`${folder}/${changed}`]));
        else if (name === null || changed === null || changed === name) this.#changed('everything');
      });
      watcher.on('error', () => {
        watcher.close();
        this.#watchers.delete(folder);
        this.#changed('everything');
      });
      this.#watchers.set(folder, watcher);
      return true;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES') return true;
      if (code === undefined) throw error;
      this.problem = 'The system allows no more folders to be watched; new sessions are looked for every 15 seconds.';
      return false;
    }
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

/** The nearest folder above that exists, and the name below it that would lead on. */
function nearestAbove(folder: string): [above: string | null, name: string] {
  const above = path.dirname(folder);
  if (above === folder) return [null, ''];
  return fs.existsSync(above) ? [above, path.basename(folder)] : nearestAbove(above);
}
