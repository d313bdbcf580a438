import { is, kind } from '../characters.ts';
import type { Scan } from '../scan.ts';

const words = String.raw`(?:[ \t]{1,3}[\p{L}\d@._'()/-]{1,32}){0,7}?`;
const opening = String.raw`[*_"'«“\x60]{0,4}(?=\S)`;
const told_verbs = 'is|was|are|equals|to|lautet|ist|est|es|è|é|är|er|jest|adalah';
const changed_leads = 'to|as|from|now|currently|with';
/** `… for the staging box is `: up to seven words, then a verb. */
const told = new RegExp(String.raw`${words}[ \t]{1,3}(?:${told_verbs})[ \t]{0,3}:?[ \t]{1,3}${opening}`, 'uy');
/** `… for root@localhost: `: up to seven words, then a colon; the value may stand on a line of its own. */
const announced = new RegExp(
  String.raw`${words}[ \t]{0,3}:(?:[ \t]{1,3}|[ \t]{0,3}(?:\r?\n|\\{1,8}n){1,2}(?:\x60{3}\w{0,10}(?:\r?\n|\\{1,8}n))?[ \t]{0,8})${opening}`,
  'uy',
);

/** `… has been changed to `: the last of up to seven words leads to the value. */
const changed = new RegExp(
  String.raw`(?:[ \t]{1,3}[\p{L}'-]{1,16}){0,6}[ \t]{1,3}(?:${changed_leads})[ \t]{1,3}${opening}`,
  'uy',
);

/** Where values may stand that a sentence gives to the name that ends at `end`. */
export function proseValues(scan: Scan, end: number): number[] {
  scan.spend(64);
  const { verb, lead, colon } = turnsOf(scan.text, end);
  const ends: number[] = [];
  for (const sentence of [verb ? told : null, lead ? changed : null, colon ? announced : null]) {
    if (!sentence) continue;
    sentence.lastIndex = end;
    if (sentence.test(scan.text)) ends.push(sentence.lastIndex);
  }
  return ends;
}

const verbs = new Set(told_verbs.split('|'));
const leads = new Set(changed_leads.split('|'));
const turn_longest = 9;
/** Units; a letter of a word may take two. */
const word_longest = 64;
const words_most = 8;
const space_most = 3;

/**
 * Which of the sentences can stand behind a name, told by the next few words alone: most hold no turn to a value, and
 * seeing that takes a tenth of the time of the patterns.
 */
function turnsOf(text: string, end: number): { verb: boolean; lead: boolean; colon: boolean } {
  let [verb, lead] = [false, false];
  let at = end;
  for (let count = 0; count < words_most; count++) {
    const start = behindBlanks(text, at);
    const stop = start === at ? start : wordStop(text, start);
    if (stop === start || stop - start > word_longest) break;
    at = stop;
    if (stop - start > turn_longest) continue;
    const word = text.slice(start, stop);
    verb ||= verbs.has(word);
    lead ||= leads.has(word);
  }
  return { verb, lead, colon: text[behindBlanks(text, at)] === ':' };
}

function behindBlanks(text: string, from: number): number {
  let at = from;
  while (at < from + space_most && (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09)) at++;
  return at;
}

/** Where the word of a sentence ends that begins at `from`; everything beyond ASCII counts as letters. */
function wordStop(text: string, from: number): number {
  let at = from;
  while (at - from <= word_longest && isInWord(text.charCodeAt(at))) at++;
  return at;
}

const inWord = Array.from({ length: 128 }, (_, code) => /[A-Za-z\d@._'()/-]/.test(String.fromCharCode(code)));

function isInWord(code: number): boolean {
  return code > 127 || inWord[code] === true;
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
  const before = text.slice(from, start);
  const found = before.endsWith('(') || /[ai]s[ \t]/.test(before) ? leadsOn.exec(before) : null;
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
