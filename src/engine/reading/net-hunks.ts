import type { Hunk } from '../../contract/message.ts';

const usualContext = 3;
/* Above this many pairs of lines the middle is told as wholly replaced. */
const mostPairs = 4_000_000;

/**
 * The hunks that make one run of lines out of another, which begin at these lines of their files, counted from 1. Lines
 * that are the same in both stand in them as context only.
 */
export function hunksBetween(
  old: readonly string[],
  now: readonly string[],
  at: { old: number; now: number },
  context: number = usualContext,
): Hunk[] {
  const script = scriptFrom(old, now);
  const hunks: Hunk[] = [];
  const line = { ...at };
  let isOpen = false;
  for (const [place, text] of script.entries()) {
    const isNear = script.slice(Math.max(0, place - context), place + context + 1).some((each) => each[0] !== ' ');
    if (isNear && !isOpen) hunks.push(emptyHunk(line));
    if (isNear) addLine(hunks.at(-1)!, text);
    isOpen = isNear;
    if (text[0] !== '+') line.old++;
    if (text[0] !== '-') line.now++;
  }
  return hunks.map(withPlace);
}

const emptyHunk = ({ old, now }: { old: number; now: number }): Hunk => ({
  old_start: old,
  old_lines: 0,
  new_start: now,
  new_lines: 0,
  lines: [],
});

function addLine(hunk: Hunk, text: string): void {
  hunk.lines.push(text);
  if (text[0] !== '+') hunk.old_lines++;
  if (text[0] !== '-') hunk.new_lines++;
}

/** A side without lines is placed behind the line before it. */
const withPlace = (hunk: Hunk): Hunk => ({
  ...hunk,
  old_start: hunk.old_lines === 0 ? hunk.old_start - 1 : hunk.old_start,
  new_start: hunk.new_lines === 0 ? hunk.new_start - 1 : hunk.new_start,
});

/** All lines of both, each with ` `, `-` or `+` in front. */
function scriptFrom(old: readonly string[], now: readonly string[]): string[] {
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  return [
    ...old.slice(0, start).map((line) => ` ${line}`),
    ...middleFrom(old.slice(start, old.length - end), now.slice(start, now.length - end)),
    ...old.slice(old.length - end).map((line) => ` ${line}`),
  ];
}

function middleFrom(old: readonly string[], now: readonly string[]): string[] {
  if (old.length * now.length > mostPairs) return [...old.map((line) => `-${line}`), ...now.map((line) => `+${line}`)];
  const common = commonLengths(old, now);
  const script: string[] = [];
  let [a, b] = [0, 0];
  while (a < old.length || b < now.length) {
    const isGone = a < old.length && (b >= now.length || common[a + 1]![b]! >= common[a]![b + 1]!);
    if (a < old.length && b < now.length && old[a] === now[b]) {
      script.push(` ${old[a]}`);
      a++;
      b++;
    } else if (isGone) script.push(`-${old[a++]}`);
    else script.push(`+${now[b++]}`);
  }
  return script;
}

/** For each pair of places how many lines the rests from there on have in common. */
function commonLengths(old: readonly string[], now: readonly string[]): Uint32Array[] {
  const rows = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
  for (let a = old.length - 1; a >= 0; a--)
    for (let b = now.length - 1; b >= 0; b--)
      rows[a]![b] = old[a] === now[b] ? rows[a + 1]![b + 1]! + 1 : Math.max(rows[a + 1]![b]!, rows[a]![b + 1]!);
  return rows;
}
