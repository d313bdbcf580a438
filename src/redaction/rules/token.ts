import { beginsWord } from '../characters.ts';
import type { Rule } from '../rule.ts';
import { newCursor, type Scan } from '../scan.ts';
import { rank } from '../spans.ts';
import { isMadeUp } from '../values/made-up.ts';

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
  const find = (scan: Scan, start: number, end: number): void => {
    if (start < scan.passed(readTokens) || !beginsWord(scan.text, start)) return;
    if (!spelledAs(scan.text, start, end, prefixes)) return;
    pattern.lastIndex = end;
    const found = pattern.exec(scan.text);
    scan.spend(found?.[0].length ?? 8);
    if (!found || isMadeUp(found[0])) return;
    const stop = end + found[0].replace(/[.-]+$/, '').length;
    scan.hide(start, stop, name, rank.token);
    scan.pass(readTokens, stop);
  };
  const catches = sample ? [`key ‹${sample.join('')}› end`] : [];
  return { name, words: prefixes, find, pattern: body, catches, spares: spares ?? [] };
}

/** Letter case matters in prefixes, but not where a letter is drawn in another script. */
function spelledAs(text: string, start: number, end: number, prefixes: readonly string[]): boolean {
  const spelled = text.slice(start, end);
  // oxlint-disable-next-line no-control-regex -- everything beyond ASCII is meant
  return prefixes.includes(spelled) || /[^\u0000-\u007f]/.test(spelled);
}
