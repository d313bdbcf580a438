import type { Scan } from '../scan.ts';

const words = String.raw`(?:[ \t]{1,3}[\p{L}\d@._'()/-]{1,32}){0,7}?`;
const opening = String.raw`[*_"'«“\x60]{0,4}(?=\S)`;
/** `… for the staging box is `: up to seven words, then a verb. */
const told = new RegExp(
  String.raw`${words}[ \t]{1,3}(?:is|was|are|equals|to|lautet|ist|est|es|è|é|är|er|jest|adalah)[ \t]{0,3}:?[ \t]{1,3}${opening}`,
  'uy',
);
/** `… for root@localhost: `: up to seven words, then a colon; the value may stand on a line of its own. */
const announced = new RegExp(
  String.raw`${words}[ \t]{0,3}:(?:[ \t]{1,3}|[ \t]{0,3}(?:\r?\n|\\{1,8}n){1,2}(?:\x60{3}\w{0,10}(?:\r?\n|\\{1,8}n))?[ \t]{0,8})${opening}`,
  'uy',
);

/** `… has been changed to `: the last of up to seven words leads to the value. */
const changed = new RegExp(
  String.raw`(?:[ \t]{1,3}[\p{L}'-]{1,16}){0,6}[ \t]{1,3}(?:to|as|from|now|currently|with)[ \t]{1,3}${opening}`,
  'uy',
);

/** Where values may stand that a sentence gives to the name that ends at `end`. */
export function proseValues(scan: Scan, end: number): number[] {
  scan.spend(64);
  return [told, changed, announced].flatMap((sentence) => {
    sentence.lastIndex = end;
    return sentence.test(scan.text) ? [sentence.lastIndex] : [];
  });
}

const used =
  /([^\s"'`*«“]{6,64})["'`*»”]{0,3}[ \t]{1,3}(?:as[ \t]{1,3}(?:[\p{L}'-]{1,16}[ \t]{1,3}){0,4}|(?:is|was)[ \t](?:the|my|our|your|his|her|a|an)[ \t]{1,3}(?:[\p{L}'-]{1,16}[ \t]{1,3}){0,3}|\()$/u;

/** Where a value stands in `use … as the root password`, the name being at `start`. */
export function proseValueBefore(scan: Scan, start: number): { start: number; end: number } | null {
  const from = Math.max(0, start - 120);
  const before = scan.text.slice(from, start);
  if (!/ as | is | was |\($/.test(before)) return null;
  scan.spend(120);
  const found = used.exec(before);
  return found?.[1] === undefined ? null : { start: from + found.index, end: from + found.index + found[1].length };
}

const compared =
  /\\*(["'`])([^"'`\n\\]{8,256})\\*\1[ \t]{0,4}(?:[=!]==?[ \t]{0,4}|,[ \t]{0,4})(?:[\w$]{1,32}(?:\?\.|\.|->|::)){0,4}$/;

/** Where a value stands in `"…" === password` and `assertEquals("…", settings.password)`, the name being at `start`. */
export function comparedBefore(scan: Scan, start: number): { start: number; end: number } | null {
  const { text } = scan;
  const from = Math.max(0, start - 320);
  let last = start - 1;
  while (last > start - 4 && text[last] === ' ') last--;
  if (text[last] !== '=' && text[last] !== ',') return null;
  scan.spend(160);
  const before = text.slice(from, start);
  const found = compared.exec(before);
  const content = found?.[2];
  if (!found || content === undefined) return null;
  if (text[last] === ',' && !/(?:assert|expect|equal)\w*!?\([ \t\r\n]{0,20}$/i.test(before.slice(0, found.index)))
    return null;
  const value_start = from + found.index + found[0].indexOf(content);
  return { start: value_start, end: value_start + content.length };
}
