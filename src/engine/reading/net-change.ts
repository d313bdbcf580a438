import type { FileChange, Hunk } from '../../contract/message.ts';
import type { NetChange } from '../../contract/files.ts';
import { linesOf } from '../../sources/line-diff.ts';
import { hunksBetween } from './net-hunks.ts';

/** A stretch of a file that no change has shown, a line that is in it now, or one that was in it at first. */
export type Item = { gap: number } | { line: string; is_new: boolean } | { gone: string };

const reasons = {
  cut: 'A part of a change is not in the log.',
  place: 'A change does not say where in the file it was made.',
  moved: 'The file was moved on the way.',
  misfit: 'A change does not fit the ones before it: something else has changed the file in between.',
} as const;

/**
 * All changes of a file as one. Of a file that is never seen as a whole only the lines that the changes show are known; that
 * is enough, as long as each change says where it was made and fits what the ones before have left.
 */
export function netChange(path: string, changes: readonly FileChange[]): NetChange {
  const [first] = changes;
  const isNew = first?.change === 'create' && !first.old_text;
  let items: Item[] | null = isNew ? [] : [{ gap: Number.POSITIVE_INFINITY }];
  for (const change of changes) {
    const reason = reasonAgainst(change, items);
    if (reason) return { is_known: false, reason };
    items = applied(change, items);
    if (!items) return { is_known: false, reason: reasons.misfit };
  }
  return { is_known: true, change: changeFrom(path, items, { isNew, isGone: changes.at(-1)?.change === 'delete' }) };
}

/** Why a change cannot be taken up. */
function reasonAgainst({ is_cut, change, hunks, new_text }: FileChange, items: readonly Item[]): string | null {
  if (is_cut) return reasons.cut;
  if (change === 'move') return reasons.moved;
  const isWhole = !items.some((item) => 'gap' in item);
  if (hunks?.some(({ old_start, old_lines }) => old_start === 0 && old_lines > 0)) return reasons.place;
  if (hunks || isWhole) return null;
  return change === 'create' && new_text !== null ? reasons.misfit : reasons.place;
}

function applied(change: FileChange, items: Item[]): Item[] | null {
  if (change.hunks) return withHunks(items, change.hunks);
  if (change.change === 'delete') return replaced(items, []);
  if (change.change === 'create') return replaced(items, linesOf(change.new_text ?? ''));
  return withText(items, change.old_text ?? '', change.new_text ?? '');
}

/** The whole file gets other lines. */
function replaced(items: readonly Item[], lines: readonly string[]): Item[] {
  const gone = items.flatMap((item): Item[] =>
    'gone' in item ? [item] : 'line' in item && !item.is_new ? [{ gone: item.line }] : [],
  );
  return [...gone, ...lines.map((line) => ({ line, is_new: true }))];
}

/** A text that stands in a wholly known file gives way to another. */
function withText(items: Item[], old_text: string, new_text: string): Item[] | null {
  const before = items.flatMap((item) => ('line' in item ? [item.line] : []));
  const text = before.join('\n');
  const at = text.indexOf(old_text);
  if (old_text === '' || at < 0 || text.includes(old_text, at + 1)) return null;
  const after = text.slice(0, at) + new_text + text.slice(at + old_text.length);
  return withHunks(items, hunksBetween(before, linesOf(after), { old: 1, now: 1 }, 1));
}

/** From the last hunk to the first: then none moves the lines of the next. */
function withHunks(items: Item[], hunks: readonly Hunk[]): Item[] | null {
  let now: Item[] | null = items;
  for (const hunk of hunks.toReversed()) now = now && withHunk(now, hunk);
  return now;
}

function withHunk(items: readonly Item[], { old_start, old_lines, lines }: Hunk): Item[] | null {
  /* Without lines around it, text is put behind a line, or into an empty file, of which some say line 0 and some line 1. */
  const isInEmpty = old_lines === 0 && old_start <= 1;
  const [before, rest] = splitAt(items, isInEmpty ? 0 : old_lines === 0 ? old_start : old_start - 1);
  const done: Item[] = [...before];
  for (const line of lines) {
    const text = line.slice(1);
    if (line.startsWith('\\')) continue;
    if (line.startsWith('+')) {
      done.push({ line: text, is_new: true });
      continue;
    }
    for (let gone = rest[0]; gone && 'gone' in gone; gone = rest[0]) done.push(rest.shift()!);
    const met = metLine(rest, text);
    if (!met) return null;
    if (!line.startsWith('-')) done.push(met);
    else if (!met.is_new) done.push({ gone: text });
  }
  return [...done, ...rest];
}

/** Takes the next line from the front of a file; null when it is another one. */
function metLine(rest: Item[], text: string): { line: string; is_new: boolean } | null {
  const [item] = rest;
  if (!item || 'gone' in item) return null;
  if ('line' in item) {
    if (item.line !== text) return null;
    rest.shift();
    return item;
  }
  if (item.gap > 1) rest[0] = { gap: item.gap - 1 };
  else rest.shift();
  return { line: text, is_new: false };
}

/** What stands before a line of the file as it is now, counted from 0, and what stands from there on. */
function splitAt(items: readonly Item[], line: number): [Item[], Item[]] {
  const before: Item[] = [];
  let left = line;
  for (const [place, item] of items.entries()) {
    if (left === 0 && !('gone' in item)) return [before, items.slice(place)];
    if ('gap' in item && item.gap > left) {
      before.push({ gap: left });
      return [before, [{ gap: item.gap - left }, ...items.slice(place + 1)]];
    }
    before.push(item);
    left -= 'gap' in item ? item.gap : 'line' in item ? 1 : 0;
  }
  return [before, []];
}

function changeFrom(
  path: string,
  items: readonly Item[],
  { isNew, isGone }: { isNew: boolean; isGone: boolean },
): FileChange {
  const hunks = hunksOf(items);
  const signs = hunks.flatMap((hunk) => hunk.lines.map((line) => line[0]));
  return {
    path,
    change: isGone ? 'delete' : isNew ? 'create' : 'update',
    hunks,
    old_text: null,
    new_text: null,
    lines_added: signs.filter((sign) => sign === '+').length,
    lines_removed: signs.filter((sign) => sign === '-').length,
    is_cut: false,
  };
}

/** Hunks of the stretches between what was not seen. */
function hunksOf(items: readonly Item[]): Hunk[] {
  const hunks: Hunk[] = [];
  const at = { old: 1, now: 1 };
  let old: string[] = [];
  let now: string[] = [];
  const flush = (): void => {
    hunks.push(...hunksBetween(old, now, at));
    at.old += old.length;
    at.now += now.length;
    [old, now] = [[], []];
  };
  for (const item of items) {
    if ('gap' in item) {
      flush();
      at.old += item.gap;
      at.now += item.gap;
    } else if ('gone' in item) old.push(item.gone);
    else {
      now.push(item.line);
      if (!item.is_new) old.push(item.line);
    }
  }
  flush();
  return hunks;
}
