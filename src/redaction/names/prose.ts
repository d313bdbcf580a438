import { is, kind } from '../characters.ts';
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

/** `… as the root `, `… is the `, ` (`: what may stand between a value and the name behind it. */
const leadsOn =
  /(?:[ \t]{1,3}as[ \t]{1,3}(?:[\p{L}'-]{1,16}[ \t]{1,3}){0,4}|[ \t]{1,3}(?:is|was)[ \t](?:the|my|our|your|his|her|an?)[ \t]{1,3}(?:[\p{L}'-]{1,16}[ \t]{1,3}){0,3}|[ \t]\()$/u;
const value_least = 6;
const value_most = 64;

/** Where a value stands in `use … as the root password`, the name being at `start`. */
export function proseValueBefore(scan: Scan, start: number): { start: number; end: number } | null {
  const { text } = scan;
  if (text[start - 1] !== '(' && !is(text, start - 1, kind.blank)) return null;
  const from = Math.max(0, start - 80);
  scan.spend(80);
  const found = leadsOn.exec(text.slice(from, start));
  if (!found) return null;
  let end = from + found.index;
  while (end > 0 && /["'`*»”]/.test(text[end - 1] ?? '')) end--;
  let begin = end;
  while (begin > 0 && end - begin <= value_most && !/[\s"'`*«“]/.test(text[begin - 1] ?? ' ')) begin--;
  return end - begin >= value_least && end - begin <= value_most ? { start: begin, end } : null;
}

const compared_least = 8;
const compared_most = 256;
/** What may stand between a value and what it is compared with. */
const comparison = /["'`][ \t]{0,4}(?:[=!]==?|,)[ \t]{0,4}$/;

/** Where a value stands in `"…" === password` and `assertEquals("…", settings.password)`, the name being at `start`. */
export function comparedBefore(scan: Scan, start: number): { start: number; end: number } | null {
  const { text } = scan;
  let last = start - 1;
  while (last > start - 4 && text[last] === ' ') last--;
  if (text[last] !== '=' && text[last] !== ',') return null;
  const from = Math.max(0, start - 12);
  const found = comparison.exec(text.slice(from, start));
  if (!found) return null;
  const close = from + found.index;
  const end = skipBackslashes(text, close);
  let begin = end;
  while (begin > 0 && end - begin <= compared_most && !/["'`\n\\]/.test(text[begin - 1] as string)) begin--;
  scan.spend(end - begin + 32);
  if (end - begin < compared_least || end - begin > compared_most || text[begin - 1] !== text[close]) return null;
  return text[last] === '=' || isAsserted(text, begin - 1) ? { start: begin, end } : null;
}

function skipBackslashes(text: string, at: number): number {
  let start = at;
  while (text[start - 1] === '\\') start--;
  return start;
}

/** Whether the string that opens at `at` is what an assertion begins with. */
function isAsserted(text: string, at: number): boolean {
  const start = skipBackslashes(text, at);
  return /(?:assert|expect|equal)\w*!?\([ \t\r\n]{0,20}$/i.test(text.slice(Math.max(0, start - 64), start));
}
