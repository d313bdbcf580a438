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

const bareEnd = newCursor();
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
  if (from >= scan.passed(bareEnd)) scan.pass(bareEnd, findStop(scan, from));
  const run_end = scan.passed(bareEnd);
  const end = partEnd(scan, from, Math.min(run_end, from + part_most)) ?? Math.min(run_end, from + value_most);
  return { start: from, end, quoted: false, run_end };
}

const noParts = newCursor();
/** More than the pattern for parts looks ahead. */
const lookahead = 48;

/** Where the next part of a list begins before `to`; null if none does. */
function partEnd(scan: Scan, from: number, to: number): number | null {
  const start = Math.max(from, Math.min(scan.passed(noParts), to) - lookahead);
  const part = parts.exec(scan.text.slice(start, to));
  scan.spend((to - start) >> 1);
  const found = part ? start + part.index : null;
  scan.pass(noParts, found ?? to);
  return found;
}

function findStop(scan: Scan, from: number): number {
  stops.lastIndex = from;
  const found = stops.exec(scan.text);
  return found ? found.index : scan.text.length;
}

function skipBackslashes(text: string, at: number): number {
  let end = at;
  while (text.charCodeAt(end) === 0x5c) end++;
  return end;
}
