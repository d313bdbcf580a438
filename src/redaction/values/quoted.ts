import { is, kind } from '../characters.ts';
import type { Scan } from '../scan.ts';
import { newCursor } from '../scan.ts';

/** Where a value stands in the text, without its quotes. */
export interface Value {
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
  /** Where the run without space and quotes ends in which it stands. */
  readonly run_end: number;
}

/** The longest value that is read as one. */
const value_most = 4096;

/**
 * The value that begins at `at`: a quoted string at any depth of escaping, or a run of characters without space.
 * An empty value has `start === end`.
 */
export function readValue(scan: Scan, at: number): Value {
  return readQuoted(scan, at) ?? readBare(scan, at);
}

/** The quoted string that opens at `at`, `"` or `'` or a backtick behind any number of backslashes; null if none does. */
export function readQuoted(scan: Scan, at: number): Value | null {
  const { text } = scan;
  const opening = skipBackslashes(text, at);
  if (!is(text, opening, kind.quote)) return null;
  const quote = text.charCodeAt(opening);
  const depth = opening - at;
  let start = opening + 1;
  const twice = text.slice(at, start).repeat(2);
  if (text.startsWith(twice, start)) start += twice.length;
  const end = closingQuote(scan, start, quote, depth);
  return end === null ? null : { start, end, quoted: true, run_end: end };
}

/** Inside a string that is escaped `depth` backslashes deep, a closing quote has exactly as many before it. */
function closingQuote(scan: Scan, start: number, quote: number, depth: number): number | null {
  const { text } = scan;
  const limit = Math.min(text.length, start + value_most);
  let run = 0;
  for (let at = start; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) run++;
    else if (code === quote && (run < depth || run % (2 * (depth + 1)) === depth)) {
      scan.spend(at - start);
      return at - Math.min(run, depth);
    } else if (code === 0x0a) break;
    else run = 0;
  }
  scan.spend(limit - start);
  return null;
}

/** The last long run without space and quotes that was read: most names of a text that was made to keep the scan busy stand in one. */
const longRun = { start: newCursor(), end: newCursor() };
const long = 256;
const part_most = 512;
/** Ends a bare value wherever it stands. */
const stops = /[\s"'`“”„«»]|\\[nrt"'`u\\]|<\/|<br|&quot;|&#|[\u200b-\u200d\u2060\ufeff]|\u001b/g;
/** Ends a bare value because what follows is the next part of a list, a query or a connection string. */
const parts =
  /[,;)\]}>|](?=$|[\s"'`,;)\]}>|\\<])|[&,;](?=[A-Za-z_][\w. -]{0,40}=)|[;,](?=[A-Za-z_]\w{0,40}:)|[&#](?=amp;)/;

/** A value without quotes: until space, or until what cannot belong to it. */
export function readBare(scan: Scan, at: number): Value {
  const { text } = scan;
  const from =
    skipBackslashes(text, at) > at && is(text, skipBackslashes(text, at), kind.quote)
      ? skipBackslashes(text, at) + 1
      : at;
  const run_end = findStop(scan, from);
  const end = partEnd(scan, from, run_end) ?? Math.min(run_end, from + value_most);
  return { start: from, end, quoted: false, run_end };
}

/** No part begins from `start` to `end`; one does at `end` if it is also `part`. */
const noParts = { start: newCursor(), end: newCursor(), part: newCursor() };
/** More than the pattern for parts looks ahead. */
const lookahead = 48;

/** Where the next part of a list begins within `part_most` of `from`; null if none does. Looks at each character once. */
function partEnd(scan: Scan, from: number, run_end: number): number | null {
  const known = from > 0 && scan.passed(noParts.start) <= from && from <= scan.passed(noParts.end);
  const to = Math.min(run_end, from + part_most);
  if (!known || (scan.passed(noParts.end) < to && scan.passed(noParts.part) !== scan.passed(noParts.end))) {
    findPart(scan, known ? scan.passed(noParts.end) : from, run_end);
    if (!known) scan.set(noParts.start, from);
  }
  const part = scan.passed(noParts.part);
  return part === scan.passed(noParts.end) && part >= from && part < to ? part : null;
}

/** Looks for the next part further than it is needed now, since the next name of the run will need it. */
function findPart(scan: Scan, from: number, run_end: number): void {
  const to = Math.min(run_end, from + 2 * part_most);
  const found = parts.exec(scan.text.slice(from, to));
  scan.spend((to - from) >> 1);
  const cut_off = to < run_end && (!found || from + found.index > to - lookahead);
  const part = found && !cut_off ? from + found.index : -1;
  scan.set(noParts.part, part);
  scan.set(noParts.end, part >= 0 ? part : cut_off ? to - lookahead : to);
}

function findStop(scan: Scan, from: number): number {
  if (scan.passed(longRun.start) <= from && from < scan.passed(longRun.end)) return scan.passed(longRun.end);
  stops.lastIndex = from;
  const found = stops.exec(scan.text);
  const end = found ? found.index : scan.text.length;
  scan.spend((end - from) >> 1);
  if (end - from < long) return end;
  scan.set(longRun.start, from);
  scan.set(longRun.end, end);
  return end;
}

function skipBackslashes(text: string, at: number): number {
  let end = at;
  while (text.charCodeAt(end) === 0x5c) end++;
  return end;
}
