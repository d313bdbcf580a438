import { is, kind, skip, skipBack } from '../characters.ts';
import { linkAfter, type Link } from '../names/after-name.ts';
import { judgeName } from '../names/judge-name.ts';
import { nameWords } from '../names/name-words.ts';
import {
  isCertainPlace,
  isFlag,
  isLiteralPlace,
  name_reach,
  nameStart,
  type NamedPlace,
} from '../names/named-place.ts';
import { comparedBefore, proseValueBefore, proseValues } from '../names/prose.ts';
import { nextDigit } from '../names/next-digit.ts';
import { siblingValue } from '../names/sibling.ts';
import type { Rule } from '../rule.ts';
import { newCursor, type Scan } from '../scan.ts';
import { rank } from '../spans.ts';
import { fits, needsQuotes } from '../names/may-join.ts';
import { isSecretValue, looksRandom } from '../values/judge-value.ts';
import { readQuoted, readValue, type Value } from '../values/quoted.ts';

const readNames = newCursor();
const closeLooks = newCursor();

/** What can follow a name that has a value; anything else ends the look at once. */
const goesOn = new Set(
  '=: \t\r\n"\'`\\[])|,(><?*&：＝\u200b\u001b+!{}.│“”„«»‘’'.split('').map((character) => character.charCodeAt(0)),
);

/** A value after a name that says what it is: `DB_PASSWORD=…`, `"apiKey": "…"`, `--token …`, `<secret>…</secret>`. */
export const namedValue: Rule = {
  name: 'password',
  // oxfmt-ignore
  words: ['pass', 'pwd', 'secret', 'token', 'key', 'auth', 'bearer', 'credential', 'creds', 'jwt', 'kennwort', 'psk', 'sessid', '_sid', '.sid', 'sid=', 'sid"', "sid'", 'sid:', 'session', 'hmac', 'otp', '_pin', 'pin:', 'pin=', 'pin"', "pin'", 'pw:', 'pw=', 'pw ', 'pw"', 'pw\\', '_pw', '_pat', '-pat', 'pat=', 'sig=', 'signature=', '_salt', 'sonar.login', 'honeycomb-team', 'art-api', 'oidc-data'],
  find(scan, start, end) {
    if (start < scan.passed(readNames)) return;
    const { text } = scan;
    const name_end = nameEnd(text, end);
    scan.pass(readNames, name_end);
    if (name_end < text.length && !goesOn.has(text.charCodeAt(name_end))) return;
    const name_start = nameStart(text, start);
    const judgement = judgeName(text.slice(name_start, name_end), wordBefore(text, name_start));
    if (judgement) hideNamed(scan, { start: name_start, end: name_end, judgement });
  },
  pattern: 'name joint value',
  catches: [
    'export DB_PASSWORD="‹Rk7w' + 'Q2zLp9›"',
    '{"user":"x","apiKey":"‹f81a' + '0c2277d94ab3c56e›","port":1}',
    'mysqldump --password=‹j.13.P8XRk' + 'DFnrHj› -u app',
    "const clientSecret: string = '‹9fQ2" + "mXv7LpRt3Kz›';",
  ],
  spares: [
    'DB_PASSWORD=$DB_PASSWORD',
    'const token = cookies().get("session")?.value;',
    'password: false',
    'max_tokens: 4096',
    '#define TLS1_TXT_PSK_WITH_AES_128_CCM_8 "PSK-AES128-CCM8"',
    'const pass = !!received;',
    'debug("pw:mcp:error")',
    'The password policy requires 12 characters.',
    'publicKey: "mbEKBSifbFu2ll2nk2hcfYgzEkHzpv9IajFY36xF"',
  ],
};

/** The word before a name that is written in words: `api` in `API key`. */
function wordBefore(text: string, name_start: number): string {
  if (text[name_start - 1] !== ' ') return '';
  const from = skipBack(text, name_start - 1, kind.word, Math.max(0, name_start - 24));
  return text.slice(from, name_start - 1).toLowerCase();
}

function nameEnd(text: string, end: number): number {
  const whole = !is(text, end - 1, kind.name) ? end - 1 : skip(text, end, kind.name, end + name_reach);
  return whole > end && /[.$-]/.test(text[whole - 1] ?? '') ? whole - 1 : whole;
}

function hideNamed(scan: Scan, place: NamedPlace): void {
  const link = linkAfter(scan, place.end);
  if (link && hideLinked(scan, place, link)) return;
  if (!scan.mayLook(closeLooks, place.start)) return;
  const sibling = siblingValue(scan, place.start, place.end);
  if (sibling !== null && hideIfSecret(scan, place, readValue(scan, sibling), { literal: true })) return;
  if (isMember(scan.text, place.end) || !mayBeTold(scan.text, place.end)) return void hideUsed(scan, place);
  if (nextDigit(scan, place.end) < place.end + told_reach)
    for (const told of proseValues(scan, behindQuote(scan.text, place.end)))
      if (hideTold(scan, place, readValue(scan, told))) return;
  hideUsed(scan, place);
}

/** Whether a sentence may go on behind the name. */
function mayBeTold(text: string, end: number): boolean {
  return is(text, end, kind.space | kind.quote) || announces(text, end);
}

/** `"key": "gpt-4o"` is no sentence; what stands there was judged as a value. */
function isMember(text: string, end: number): boolean {
  return is(text, end, kind.quote) && text[skip(text, end + 1, kind.blank, end + 5)] === ':';
}

/** A colon that ends its line. */
function announces(text: string, end: number): boolean {
  return text[end] === ':' && /^:[ \t]{0,3}(?:\r?\n|\\{1,8}n)/.test(text.slice(end, end + 14));
}

/** In a sentence a name may stand in quotes. */
function behindQuote(text: string, end: number): number {
  return is(text, end, kind.quote) ? end + 1 : end;
}

function hideLinked(scan: Scan, place: NamedPlace, link: Link): boolean {
  const at = behindType(scan.text, link);
  const value = needsQuotes(link) ? readQuoted(scan, at) : readValue(scan, at);
  if (!value || isShortWord(scan.text, place, link, value) || !fits(scan.text, place, link, value)) return false;
  if (isCrowded(scan, place, value)) return true;
  becomes.lastIndex = value.end;
  const changes = value.quoted && becomes.test(scan.text);
  if (!changes && !mayBeSecret(scan.text, place, value)) return false;
  const literal = isLiteralPlace(scan.text, place, link);
  const where = { literal, certain: isCertainPlace(scan.text, place, link) };
  const hidden = hideIfSecret(scan, place, value, where);
  if (!changes) return hidden;
  becomes.lastIndex = value.end;
  becomes.test(scan.text);
  return hideIfSecret(scan, place, readValue(scan, becomes.lastIndex), where) || hidden;
}

const short_word = 8;

/** `token refresh`: the next word of a sentence, which no name makes a secret. Most names are followed by one. */
function isShortWord(text: string, { start }: NamedPlace, { joint }: Link, value: Value): boolean {
  if (value.quoted || (joint !== 'space' && joint !== 'says') || value.end - value.start >= short_word) return false;
  for (let at = value.start; at < value.end; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x61 || code > 0x7a) return false;
  }
  return !isFlag(text, start);
}

/** Whether the value is a secret at least where everything speaks for it; most are none anywhere. */
function mayBeSecret(text: string, { judgement }: NamedPlace, { start, end, quoted }: Value): boolean {
  return isSecretValue(text.slice(start, end), { judgement, quoted, literal: true, certain: true });
}

const encryptionType = /\d[ \t]{1,4}(?=\S)/y;

/** `enable secret 5 $1$…`: network gear says first how the secret is written. */
function behindType(text: string, link: Link): number {
  encryptionType.lastIndex = link.at;
  return link.joint === 'space' && encryptionType.test(text) ? encryptionType.lastIndex : link.at;
}

/** `password = "old" -> "new"`, as plans of changes show it. */
const becomes = /\\*["'`][ \t]{0,4}(?:->|→|=>)[ \t]{0,4}(?=\\*["'`])/y;

const crowd_end = newCursor();
const crowd = newCursor();
const crowd_most = 64;

/** In a run without space that names secret after secret, the rest is hidden whole: nobody can tell what belongs to what. */
function isCrowded(scan: Scan, place: NamedPlace, value: Value): boolean {
  if (value.quoted || place.judgement.strength === 1) return false;
  if (value.run_end !== scan.passed(crowd_end)) {
    scan.set(crowd_end, value.run_end);
    scan.set(crowd, 0);
  }
  scan.set(crowd, scan.passed(crowd) + 1);
  if (scan.passed(crowd) < crowd_most) return false;
  scan.hide(value.start, value.run_end, place.judgement.rule, rank.named);
  scan.pass(readNames, value.run_end);
  return true;
}

function hideIfSecret(
  scan: Scan,
  place: NamedPlace,
  value: Value,
  where: { literal: boolean; certain?: boolean },
): boolean {
  const { judgement } = place;
  const content = scan.text.slice(value.start, value.end);
  if (isNamedLike(scan.text, place, content) || isListed(scan.text, place, content)) return false;
  if (!isSecretValue(content, { judgement, quoted: value.quoted, certain: false, ...where })) return false;
  if (repeatsName(scan.text.slice(place.start, place.end), content)) return false;
  scan.hide(value.start, value.end, judgement.rule, rank.named);
  scan.pass(readNames, value.end);
  return true;
}

/** `password = password`, `this.apiKey = apiKey`. */
function isNamedLike(text: string, { start, end }: NamedPlace, content: string): boolean {
  return content.length <= end - start && text.slice(start, end).toLowerCase().endsWith(content.toLowerCase());
}

/**
 * What stands behind such a name without being its value: the id of a session of a tool, which lets nobody in, and
 * the next pair of a log line, as in `refused token id=c1b304ef8e58`.
 */
function isListed(text: string, { start, end, judgement }: NamedPlace, content: string): boolean {
  if (judgement.rule === 'session') return sessionId.test(content) && nameWords(text.slice(start, end)).some(isSession);
  return judgement.rule !== 'password' && pair.test(content);
}

/** Not in the names that servers give their cookies: `sid`, `JSESSIONID`. */
const isSession = (word: string): boolean => word === 'session' || word === 'sessionid';
const sessionId = /^(?:\d{4}-\d\d-\d\d-)?[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const pair = /^(?:id|uid|ref|name|user|type|kind|size|count|length|status|trace|request)=\S/i;

/** Only so much is looked at of what a sentence tells. */
const told_most = 160;
/** More than lies between a name and the end of what a sentence tells about it, in which there is a digit. */
const told_reach = 640;

/** `TLS_PSK_WITH_AES_128_CCM = "PSK-AES128-CCM"`: every word of the value stands in the name. */
function repeatsName(name: string, content: string): boolean {
  if (content.length < 10 || content.length > name.length) return false;
  const words = nameWords(content);
  const said = nameWords(name).join('');
  return words.length > 2 && words.some((word) => word.length > 2) && words.every((word) => said.includes(word));
}

/** In a sentence only what no word looks like is a value. */
function hideTold(scan: Scan, place: NamedPlace, value: Value): boolean {
  const content = scan.text.slice(value.start, Math.min(value.end, value.start + told_most));
  if (content.length < 6 || !/\d/.test(content) || !/[A-Za-z]/.test(content)) return false;
  if (!looksRandom(content) && !(place.judgement.strength > 1 && /\d{2}/.test(content))) return false;
  return hideIfSecret(scan, { ...place, judgement: { ...place.judgement, strength: 3 } }, value, { literal: true });
}

function hideUsed(scan: Scan, place: NamedPlace): void {
  const value = proseValueBefore(scan, place.start);
  if (value) return void hideTold(scan, place, { ...value, quoted: false, run_end: value.end });
  const compared = comparedBefore(scan, place.start);
  if (compared) hideIfSecret(scan, place, { ...compared, quoted: true, run_end: compared.end }, { literal: false });
}
