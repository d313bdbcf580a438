import { diffWordsWithSpace } from 'diff';
import type { DiffRow } from './diff-rows.ts';

/** A part of a line that is or is not the same in the line it replaces. */
export interface WordRun {
  text: string;
  is_changed: boolean;
}

/* Lines longer than this are not compared word by word, nor more than so many pairs of one file. */
const longestLine = 400;
const mostPairs = 300;
const limits = { timeout: 20, maxEditLength: 120 };
/* Lines with less than this share in common are replaced lines, not changed ones: marks would only confuse. */
const leastShare = 0.35;

/** Marks, in place, the words in which a run of removed lines differs from the run of added lines that follows it. */
export function markWords(rows: readonly DiffRow[]): void {
  let pairs = 0;
  for (const [removed, added] of replacements(rows)) {
    for (let at = 0; at < Math.min(removed.length, added.length); at += 1) {
      if (pairs >= mostPairs) return;
      pairs += 1;
      markPair(removed[at], added[at]);
    }
  }
}

/** Runs of removed lines with the run of added lines right behind each. */
function* replacements(rows: readonly DiffRow[]): Generator<[DiffRow[], DiffRow[]]> {
  let removed: DiffRow[] = [];
  let added: DiffRow[] = [];
  for (const row of rows) {
    if (row.kind === 'removed' && added.length === 0) removed.push(row);
    else if (row.kind === 'added') added.push(row);
    else {
      if (removed.length > 0 && added.length > 0) yield [removed, added];
      removed = row.kind === 'removed' ? [row] : [];
      added = [];
    }
  }
  if (removed.length > 0 && added.length > 0) yield [removed, added];
}

function markPair(removed: DiffRow | undefined, added: DiffRow | undefined): void {
  if (!removed || !added || removed.text.length > longestLine || added.text.length > longestLine) return;
  const parts = diffWordsWithSpace(removed.text, added.text, limits);
  if (!parts) return;
  const common = parts.filter((part) => !part.added && !part.removed).map((part) => part.value.trim().length);
  const shared = common.reduce((sum, length) => sum + length, 0);
  const longest = Math.max(removed.text.trim().length, added.text.trim().length);
  if (longest === 0 || shared / longest < leastShare) return;
  removed.words = parts.filter((part) => !part.added).map(({ value, removed: cut }) => run(value, cut));
  added.words = parts.filter((part) => !part.removed).map(({ value, added: put }) => run(value, put));
}

const run = (text: string, isChanged: boolean): WordRun => ({ text, is_changed: isChanged });
