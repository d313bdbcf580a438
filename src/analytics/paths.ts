import { largest } from './tools.ts';

type Change = 'read' | 'write';

/** Counts how often each file was read and written. */
export class PathTally {
  readonly #counts: Record<Change, Map<string, number>> = { read: new Map(), write: new Map() };

  add(change: Change, path: string, count: number): void {
    const counts = this.#counts[change];
    counts.set(path, (counts.get(path) ?? 0) + count);
  }

  /** The files with the largest counts, at most `top`. */
  largest(change: Change, top: number): { path: string; count: number }[] {
    const some = new Map([...this.#counts[change]].filter(([, count]) => count > 0));
    return largest(some, top, (count) => count).map(([path, count]) => ({ path, count }));
  }
}
