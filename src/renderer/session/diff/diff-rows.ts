import { structuredPatch } from 'diff';
import type { FileChange, Hunk } from '../../../contract/message.ts';
import { markWords, type WordRun } from './word-marks.ts';

export type RowKind = 'context' | 'added' | 'removed' | 'note' | 'gap';

/** One line of a diff. Line numbers count from 1 and are null where the log does not tell them. */
export interface DiffRow {
  kind: RowKind;
  old_line: number | null;
  new_line: number | null;
  text: string;
  /** The line cut where it differs from its partner; null when it has none that is alike. */
  words: WordRun[] | null;
}

/** The lines of one changed file, and what they are made of. */
export interface FileDiff {
  rows: DiffRow[];
  added: number;
  removed: number;
  /** False when old and new text were too far apart for a line-by-line comparison in the time allowed. */
  is_compared: boolean;
}

const context = 3;
const limits = { timeout: 60, maxEditLength: 1500 };

/** The diff of one file: its hunks as logged, else computed from the old and new text. */
export function diffOf(change: FileChange): FileDiff {
  if (change.hunks) return fileDiff(change.hunks, !change.hunks.some(isWithoutPlace), true);
  const oldText = change.old_text ?? '';
  const newText = change.new_text ?? '';
  const patch = structuredPatch('', '', oldText, newText, undefined, undefined, { context, ...limits });
  if (!patch) return fileDiff([wholeHunk(oldText, newText)], false, false);
  /* An edit names the text it replaces and not where it stands: numbers would be those of the text, not of the file. */
  const isWholeFile = change.change === 'create' || change.change === 'delete';
  return fileDiff(patch.hunks.map(hunkFromPatch), isWholeFile, true);
}

/** Some patches name the lines around a change and not where they stand; there is no line 0. */
const isWithoutPlace = ({ old_start, old_lines }: Hunk): boolean => old_start === 0 && old_lines > 0;

interface PatchHunk {
  oldStart: number;
  oldLines: number;
  newStart: number;
  newLines: number;
  lines: string[];
}

const hunkFromPatch = (hunk: PatchHunk): Hunk => ({
  old_start: hunk.oldStart,
  old_lines: hunk.oldLines,
  new_start: hunk.newStart,
  new_lines: hunk.newLines,
  lines: hunk.lines.filter((line) => !line.startsWith('\\')),
});

/** All of the old text removed and all of the new text added. */
function wholeHunk(oldText: string, newText: string): Hunk {
  const removed = linesOf(oldText).map((line) => `-${line}`);
  const added = linesOf(newText).map((line) => `+${line}`);
  return {
    old_start: 1,
    old_lines: removed.length,
    new_start: 1,
    new_lines: added.length,
    lines: [...removed, ...added],
  };
}

function linesOf(text: string): string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function fileDiff(hunks: readonly Hunk[], isNumbered: boolean, isCompared: boolean): FileDiff {
  const rows: DiffRow[] = [];
  for (const [place, hunk] of hunks.entries()) {
    if (place > 0 || (isNumbered && hunk.old_start > 1 && hunk.new_start > 1)) rows.push(gapBefore(hunk, isNumbered));
    rows.push(...rowsOf(hunk, isNumbered));
  }
  if (isCompared) markWords(rows);
  const added = rows.filter((row) => row.kind === 'added').length;
  const removed = rows.filter((row) => row.kind === 'removed').length;
  return { rows, added, removed, is_compared: isCompared };
}

function gapBefore(hunk: Hunk, isNumbered: boolean): DiffRow {
  const text = isNumbered ? `line ${hunk.new_start}` : '';
  return { kind: 'gap', old_line: null, new_line: null, text, words: null };
}

function rowsOf(hunk: Hunk, isNumbered: boolean): DiffRow[] {
  let oldLine = hunk.old_start;
  let newLine = hunk.new_start;
  return hunk.lines.map((line) => {
    const kind = kinds[line[0] ?? ' '] ?? 'context';
    const row: DiffRow = { kind, old_line: null, new_line: null, text: line.slice(1), words: null };
    if (kind === 'note') return row;
    if (kind !== 'added') {
      if (isNumbered) row.old_line = oldLine;
      oldLine += 1;
    }
    if (kind !== 'removed') {
      if (isNumbered) row.new_line = newLine;
      newLine += 1;
    }
    return row;
  });
}

const kinds: Record<string, RowKind> = { ' ': 'context', '+': 'added', '-': 'removed', '\\': 'note' };
