import type { Scan } from '../scan.ts';

/** `… for the staging box is `: up to seven words, then a verb or a colon, then what the name is. */
const sentence =
  /(?:[ \t]{1,3}[\p{L}\d@._'()/-]{1,32}){0,7}?(?:[ \t]{1,3}(?:is|was|are|equals|=|to|lautet|ist|est|es|è)[ \t]{0,3}:?|[ \t]{0,3}:(?=\s|\\n))[ \t]{0,3}(?:(?:\r?\n|\\n){1,2}[ \t]{0,8})?[*_"'`«“]{0,4}(?=\S)/uy;

/** Where a value stands that a sentence gives to the name that ends at `end`. */
export function proseValue(scan: Scan, end: number): number | null {
  sentence.lastIndex = end;
  scan.spend(48);
  return sentence.test(scan.text) ? sentence.lastIndex : null;
}

const used = /([^\s"'`*«“]{6,64})["'`*»”]{0,3}[ \t]{1,3}as[ \t]{1,3}(?:[\p{L}'-]{1,16}[ \t]{1,3}){0,4}$/u;

/** Where a value stands in `use … as the root password`, the name being at `start`. */
export function proseValueBefore(scan: Scan, start: number): { start: number; end: number } | null {
  const from = Math.max(0, start - 120);
  const before = scan.text.slice(from, start);
  if (!before.includes(' as ')) return null;
  scan.spend(120);
  const found = used.exec(before);
  return found?.[1] === undefined ? null : { start: from + found.index, end: from + found.index + found[1].length };
}
