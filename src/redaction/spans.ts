/** A stretch of a text that must not be shown: UTF-16 offsets, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly rule: string;
}

/** How sure a rule is of what it names; the surest rule names a merged span. */
export const rank = { guess: 0, named: 1, structure: 2, token: 3 } as const;
export type Rank = (typeof rank)[keyof typeof rank];

/** A span as a rule found it, before merging. */
export interface Find extends Span {
  readonly rank: Rank;
}

/** A merged span: `start`–`end` is hidden; `secret_start`–`secret_end` is the part that its rule recognised. */
export interface MergedSpan extends Span {
  readonly rank: Rank;
  readonly secret_start: number;
  readonly secret_end: number;
  /** Whether its placeholder needs quotes, because it stands for a number of JSON. */
  readonly quoted?: boolean;
}

/** The union of overlapping finds, in order. */
export function mergeFinds(finds: readonly Find[]): MergedSpan[] {
  const sorted = finds.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const merged: MergedSpan[] = [];
  for (const find of sorted) {
    const last = merged.at(-1);
    if (last && find.start < last.end) merged[merged.length - 1] = union(last, find);
    else merged.push({ ...find, secret_start: find.start, secret_end: find.end });
  }
  return merged;
}

function union(span: MergedSpan, find: Find): MergedSpan {
  const end = Math.max(span.end, find.end);
  if (find.rank <= span.rank) return { ...span, end };
  return { ...find, start: span.start, end, secret_start: find.start, secret_end: find.end };
}
