import type { Rule } from './rule.ts';

/** What stands where a secret stood: the rule that knew it, and a tag that is equal for equal secrets. */
export const placeholderPattern = /\[REDACTED:[a-z0-9-]{2,32}:[0-9a-f]{6}\]/g;

const longest = '[REDACTED:'.length + 32 + 1 + 6 + 1;
const whole = /^\[REDACTED:[a-z0-9-]{2,32}:[0-9a-f]{6}\]/;

export function placeholder(rule: string, tag: string): string {
  return `[REDACTED:${rule}:${tag}]`;
}

/** Shown instead of a text that could not be checked in time. */
export const withheld = '[WITHHELD: could not be checked]';

/** Length of the placeholder that begins at `at`, or 0. Forged ones count too: they hide nothing and reveal nothing. */
export function placeholderLength(text: string, at: number): number {
  if (!text.startsWith('[REDACTED:', at)) return 0;
  return whole.exec(text.slice(at, at + longest))?.[0].length ?? 0;
}

/** Not a secret: lets the scan pass over placeholders, whose own words would otherwise be met. */
export const placeholderRule: Rule = {
  name: 'placeholder',
  words: ['[redacted:'],
  find: (scan, start) => scan.resumeAt(start + placeholderLength(scan.text, start)),
  pattern: whole.source,
  catches: [],
  spares: ['[REDACTED:password:0a1b2c]@host', 'password=[REDACTED:x1:000000]'],
};
