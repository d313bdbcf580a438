import type { OpenRoot } from '../files/files.ts';
import { mayBeListed } from '../files/patterns.ts';

/** A path below a root of a source. */
export interface SoughtPlace {
  source_id: string;
  root: OpenRoot;
  /** With `/` between components. */
  relative_path: string;
}

interface Walked {
  source_id: string;
  root: OpenRoot;
  patterns: readonly string[];
}

/** Where the last look at the disk went and what it asked for: enough to say of a path whether it could matter. */
export class SoughtFiles {
  readonly #walked: Walked[] = [];

  note(walked: Walked): void {
    this.#walked.push(walked);
  }

  /** What a path is for each source that would list it; none when nobody asks for such a file. */
  placesOf(path: string): SoughtPlace[] {
    return this.#walked.flatMap(({ source_id, root, patterns }) => {
      if (!path.startsWith(`${root.real_path}/`)) return [];
      const relative_path = path.slice(root.real_path.length + 1);
      return mayBeListed(patterns, relative_path) ? [{ source_id, root, relative_path }] : [];
    });
  }
}
