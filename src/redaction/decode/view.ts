import { countLeading } from '../search.ts';

/** A stretch of a text as it reads once it is decoded, with the way back to the original. */
export interface View {
  readonly text: string;
  /** Where in the original the unit at `at` begins; for the end of the view, where the stretch ends. */
  originOf(at: number): number;
}

/**
 * Collects a view piece by piece: stretches that read as they stand, and replacements, whose units all come from the
 * same place. Only the places where the two drift apart are kept.
 */
export class ViewBuilder {
  readonly #parts: string[] = [];
  /** Offsets in the view where a part begins, and where that part begins in the original. */
  readonly #view_starts: number[] = [];
  readonly #origins: number[] = [];
  #length = 0;

  /** Adds what stands in the original at `origin` in as many units. */
  copy(text: string, origin: number): void {
    if (text.length === 0) return;
    this.#view_starts.push(this.#length);
    this.#origins.push(origin);
    this.#parts.push(text);
    this.#length += text.length;
  }

  /** The view; `end` is where the stretch ends in the original. */
  build(end: number): View {
    const view_starts = [...this.#view_starts, this.#length];
    const origins = [...this.#origins, end];
    return {
      text: this.#parts.join(''),
      originOf: (at) => {
        const part = Math.max(0, countLeading(view_starts, (start) => start <= at) - 1);
        return (origins[part] as number) + at - (view_starts[part] as number);
      },
    };
  }
}
