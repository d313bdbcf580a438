import { kind, skip, skipBack } from '../characters.ts';
import type { Scan } from '../scan.ts';

/** A stretch of letters that may be base64 or hex: offsets in the text, and the letters without line ends. */
export interface EncodedRun {
  readonly start: number;
  readonly end: number;
  readonly letters: string;
}

/** The shortest run that is looked at. */
export const run_least = 32;
/** Long runs are cut here, at a multiple of four letters. */
const run_most = 65_536;

/**
 * Calls back for every run of at least 32 base64 letters. Looks at about every sixth character only: a run that
 * covers a place 31 further on cannot begin before the last break in front of it.
 */
export function eachEncodedRun(scan: Scan, found: (run: EncodedRun) => void): void {
  const { text } = scan;
  let from = 0;
  while (from + run_least <= text.length) {
    const begins = skipBack(text, from + run_least, kind.base64, from);
    if (begins > from) {
      from = begins;
      continue;
    }
    const run = readRun(text, from);
    scan.spend(run.end - run.start);
    found(run);
    from = run.end + 1;
  }
}

const backslash = 0x5c;
/** The shortest line of base64 that goes on in the next one. */
const wrapped_least = 56;
const wrap = /={0,2}(?:\\r)?(?:\\n|\r?\n)[ \t]{0,32}(?=[A-Za-z0-9+/_-]{4})/y;

/** The run that begins at `from`, over line ends where its lines are as long as wrapped base64 has them. */
function readRun(text: string, from: number): EncodedRun {
  const start = text.charCodeAt(from - 1) === backslash && /[nrt]/.test(text[from] ?? '') ? from + 1 : from;
  let letters = '';
  let at = start;
  for (;;) {
    const end = skip(text, at, kind.base64, Math.min(text.length, at + run_most - letters.length));
    letters += text.slice(at, end);
    wrap.lastIndex = end;
    if (end - at < wrapped_least || letters.length >= run_most || !wrap.test(text))
      return { start, end: padded(text, end), letters };
    at = wrap.lastIndex;
  }
}

function padded(text: string, end: number): number {
  let at = end;
  while (at < end + 2 && text[at] === '=') at++;
  return at;
}
