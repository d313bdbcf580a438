import { beginsWord, kind, skip } from '../characters.ts';
import type { Rule } from '../rule.ts';
import { newCursor, type Scan } from '../scan.ts';
import { rank } from '../spans.ts';
import { isMadeUp } from '../values/made-up.ts';
import { strangeness } from '../values/randomness.ts';

/** How a vendor's token looks after its prefix. */
export interface TokenShape {
  readonly name: string;
  readonly prefixes: readonly string[];
  /** What follows the prefix, as the source of a regular expression with bounded quantifiers. */
  readonly body: string;
  /** A made-up token, in pieces so that no tool takes it for a real one. */
  readonly sample?: readonly string[];
  readonly spares?: readonly string[];
}

const readTokens = newCursor();

/** A rule for tokens that announce themselves by a prefix. */
export function tokenRule({ name, prefixes, body, sample, spares }: TokenShape): Rule {
  const pattern = new RegExp(body, 'y');
  const refused = newCursor();
  const find = (scan: Scan, start: number, end: number): void => {
    if (start < scan.passed(readTokens) || start < scan.passed(refused) || !beginsWord(scan.text, start)) return;
    if (!spelledAs(scan.text, start, end, prefixes)) return;
    const found = bodyAt(pattern, scan.text, end) ?? cutOffAt(scan, end);
    scan.spend(found?.length ?? 8);
    if (found === null) return;
    if (isMadeUp(found)) return scan.pass(refused, end + found.length);
    const stop = wrappedEnd(scan.text, end + found.replace(/[.-]+$/, '').length);
    scan.hide(start, stop, name, rank.token);
    scan.pass(readTokens, stop);
  };
  const catches = sample ? [`key ‹${sample.join('')}› end`] : [];
  return { name, words: prefixes, find, pattern: body, catches, spares: spares ?? [] };
}

function bodyAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

const readRuns = newCursor();
const cut_least = 12;
const cut_most = 200;

/** What is left of a token that was cut off in a listing: `sk-proj-AbCd…`. */
function cutOffAt(scan: Scan, at: number): string | null {
  if (at < scan.passed(readRuns)) return null;
  const end = skip(scan.text, at, kind.base64, at + cut_most);
  scan.spend(end - at);
  scan.pass(readRuns, end);
  return end - at >= cut_least && /^(?:…|\\u2026|\.{3}|[ \t]?\[(?:trunc|\.{3}))/.test(scan.text.slice(end, end + 8))
    ? scan.text.slice(at, end)
    : null;
}

const lineEnd = /(?:\r?\n|\\n)([A-Za-z0-9_-]{8,200})(?![A-Za-z0-9_=:./-])/y;
const narrowest_terminal = 60;

/** The end of a token that a terminal wrapped: it fills its line and goes on at the start of the next. */
function wrappedEnd(text: string, stop: number): number {
  lineEnd.lastIndex = stop;
  const rest = lineEnd.exec(text)?.[1];
  if (rest === undefined || strangeness(rest) < 5.6) return stop;
  const column = stop - Math.max(text.lastIndexOf('\n', stop - 1), stop - 400);
  return column >= narrowest_terminal ? lineEnd.lastIndex : stop;
}

/** Letter case matters in prefixes, but not where a letter is drawn in another script. */
function spelledAs(text: string, start: number, end: number, prefixes: readonly string[]): boolean {
  const spelled = text.slice(start, end);
  // oxlint-disable-next-line no-control-regex -- everything beyond ASCII is meant
  return prefixes.includes(spelled) || /[^\u0000-\u007f]/.test(spelled);
}
