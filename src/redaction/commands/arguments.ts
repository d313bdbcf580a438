import { is, kind, skip } from '../characters.ts';
import type { Scan } from '../scan.ts';
import { readQuoted } from '../values/quoted.ts';

/** One argument of a command, without its quotes: offsets in the text. */
export interface Argument {
  readonly start: number;
  readonly end: number;
}

const reach = 4096;
const arguments_most = 200;
const listComma = /\\*["'][ \t\r\n]{0,40},[ \t\r\n]{0,40}(?=\\*["'])/y;

/** The arguments from `at`, behind the name of a command, to the end of the command: a shell line or an array of strings. */
export function readArguments(scan: Scan, at: number): Argument[] {
  listComma.lastIndex = at;
  const found = listComma.test(scan.text) ? readList(scan, listComma.lastIndex) : readLine(scan, at);
  scan.spend((found.at(-1)?.end ?? at) - at + 8);
  return found;
}

function readList(scan: Scan, from: number): Argument[] {
  const found: Argument[] = [];
  let at = from;
  while (found.length < arguments_most) {
    const value = readQuoted(scan, at);
    if (!value) break;
    found.push(value);
    listComma.lastIndex = value.end;
    if (!listComma.test(scan.text)) break;
    at = listComma.lastIndex;
  }
  return found;
}

function readLine(scan: Scan, from: number): Argument[] {
  const { text } = scan;
  const found: Argument[] = [];
  const limit = Math.min(text.length, from + reach);
  let at = from;
  while (at < limit && found.length < arguments_most) {
    at = skipGap(text, at);
    if (at >= limit || endsCommand(text, at)) break;
    const argument = readQuoted(scan, at) ?? readBare(scan, at);
    if (argument.end <= at && argument.start <= at) break;
    found.push(argument);
    at = afterQuote(text, argument);
  }
  return found;
}

const continued = /\\+(?:\r?\n|n)(?=[ \t\\-])/y;

/** Space, and a line end behind a backslash, which continues the command. */
function skipGap(text: string, from: number): number {
  let at = from;
  for (;;) {
    while (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09) at++;
    if (text.charCodeAt(at) !== 0x5c) return at;
    continued.lastIndex = at;
    if (!continued.test(text) || !/^\\+(?:\r?\n|\\n)/.test(text.slice(at, continued.lastIndex))) return at;
    at = continued.lastIndex;
  }
}

function endsCommand(text: string, at: number): boolean {
  const character = text[at] ?? '';
  return (
    character === '\n' ||
    character === '\r' ||
    character === '|' ||
    character === ';' ||
    (character === '\\' && /[nr]/.test(text[at + 1] ?? ''))
  );
}

const bareEnd = /[\s"'`|;<>]|\\[nrt"'`\\]/g;

/** A word; a quote right behind `-p` or `=` belongs to it. */
function readBare(scan: Scan, from: number): Argument {
  bareEnd.lastIndex = behindBackslashes(scan.text, from);
  const end = bareEnd.exec(scan.text)?.index ?? scan.text.length;
  const glued =
    end > from && /^-\w$|=$|:$|%$/.test(scan.text.slice(Math.max(from, end - 2), end)) ? readQuoted(scan, end) : null;
  return glued && !is(scan.text, glued.start, kind.space) && scan.text[glued.start] !== ','
    ? { start: from, end: glued.end }
    : { start: from, end };
}

/** `\\\\host\\share` begins with what would otherwise end a word. */
function behindBackslashes(text: string, from: number): number {
  let at = from;
  while (text[at] === '\\') at++;
  return is(text, at, kind.word) ? at : from;
}

function afterQuote(text: string, argument: Argument): number {
  const at = skip(text, argument.end, 0);
  let after = at;
  while (text[after] === '\\') after++;
  return is(text, after, kind.quote) ? after + 1 : at;
}
