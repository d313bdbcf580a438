import { is, kind, skip, skipBack } from '../characters.ts';
import { newCursor, type Scan } from '../scan.ts';
import { wideSpace } from './line-break.ts';

const reach = 240;

/** What stands before a name that is itself a value: `"name": "`, `key='`, `- name: `, `<add key="`, `--name `. */
const calledBefore =
  /(?:\b|_|[a-z](?=[A-Z]))(?:name|key|id|field|variable|var|env|header|param(?:eter)?|property|prop|option|setting|label|attribute|n|k)(?:\\*["']?[ \t]{0,4}[:=]>?[ \t]{0,4}|(?<=--\w{1,12})[ \t]{1,4})\\*["'`]?$/i;
/** The sibling that holds the value. */
const valueKey =
  /(?:(?:^|[\s,{"'\\<;(/?]|--)\w{0,16}?(?:value|val|string_?value|secret_?value|default(?:_?value)?|content|data|text|body|secret-string|v)\\*["']?[ \t]{0,8}(?:[:=]>?[ \t\r\n]{0,8}|[ \t]+)|[ \t]-[bv][ \t]+)(?=\S)/i;
/** What every such key ends with. Most neighbourhoods hold none, which is seen in a tenth of the time. */
const keyEnd = /(?:v|val|value|default|content|data|text|body|secret-string)(?=[\s"'\\:=])|-b/i;
const key_most = 24;
/** No key ends from `start` to `end`. */
const noKeys = { start: newCursor(), end: newCursor() };
const nextName = /\}|;["']?[ \t]*(?:[\r\n]|$)|(?<![\r\n]|\\n)>|["'\s](?:name|key)\\*["']?\s{0,4}[:=]/i;
/** A form field of a multipart body: two line ends, then the value. */
const formField = /\\*"(?:;[^\r\n\\]{0,80})?(?:(?:\\r)?\\n|\r?\n){2}/y;
/** `<entry key="password">…</entry>` and `<key>password</key><string>…</string>`. */
const elementText = new RegExp(
  String.raw`\\*["'](?![^<>\n]{0,80}\b(?:value|content)=)[^<>\n]{0,80}>|<\/[\w:-]{1,40}>${wideSpace}?<[\w:-]{1,40}(?: [^<>\n]{0,80})?>`,
  'y',
);

/** Where the value stands that belongs to the name at `start`–`end`, if that name is itself the value of a `name` field. */
export function siblingValue(scan: Scan, start: number, end: number): number | null {
  const { text } = scan;
  scan.spend(32);
  if (is(text, end, kind.quote) || text[end] === '\\' || text[end] === '<') {
    formField.lastIndex = end;
    if (formField.test(text)) return formField.lastIndex;
    elementText.lastIndex = end;
    if (elementText.test(text)) return skip(text, elementText.lastIndex, kind.space);
  }
  if (!isCalled(text, start, end)) return null;
  if (!mayHoldKey(scan, Math.max(0, start - reach), Math.min(text.length, end + reach))) return null;
  scan.spend(reach);
  return valueAfter(text, end) ?? valueBefore(text, start);
}

function isCalled(text: string, start: number, end: number): boolean {
  const path = skipBack(text, start, kind.name, Math.max(0, start - 64));
  const from = text[path - 1] === '/' ? skipBack(text, path - 1, kind.name, Math.max(0, path - 64)) : start;
  const to = text[from - 1] === '/' ? from - 1 : from;
  if (mayBeCalled(text, to) && calledBefore.test(text.slice(Math.max(0, from - called_most), to))) return true;
  if (text[end] !== ' ' || text[skip(text, end, kind.blank)] !== '-') return false;
  return (
    (/^[A-Z][A-Z0-9_]+$/.test(text.slice(start, end)) ||
      /(?:secrets?|env|variable)[ :](?:set|put|create|add) +$/.test(text.slice(Math.max(0, from - called_most), to))) &&
    /^ +(?:--?body|--?value|-b|-v)\b/.test(text.slice(end, end + 12))
  );
}

const called_most = 25;

/** Whether what the pattern for a call ends with stands before `to`: a sign or a flag, then space and a quote. */
function mayBeCalled(text: string, to: number): boolean {
  let at = is(text, to - 1, kind.quote) ? to - 1 : to;
  while (text.charCodeAt(at - 1) === 0x5c) at--;
  const space = skipBack(text, at, kind.blank, Math.max(0, at - 4));
  const sign = text[space - 1] === '>' ? text[space - 2] : text[space - 1];
  if (sign === ':' || sign === '=') return true;
  return space < at && text.startsWith('--', skipBack(text, space, kind.word, Math.max(0, space - 16)) - 2);
}

/** Looks at each character once, however close together the names stand. */
function mayHoldKey(scan: Scan, from: number, to: number): boolean {
  const known = scan.passed(noKeys.start) <= from && from <= scan.passed(noKeys.end);
  const unseen = known ? Math.max(from, scan.passed(noKeys.end) - key_most) : from;
  if (keyEnd.test(scan.text.slice(unseen, to))) return true;
  if (!known) scan.set(noKeys.start, from);
  if (!known || to > scan.passed(noKeys.end)) scan.set(noKeys.end, to);
  return false;
}

function valueAfter(text: string, end: number): number | null {
  const behind = text.slice(end, end + reach);
  const stop = nextName.exec(behind);
  const found = valueKey.exec(stop ? behind.slice(0, stop.index + 1) : behind);
  return found ? end + found.index + found[0].length : null;
}

/** `value='…' WHERE name='…'`: the sibling may come first. */
function valueBefore(text: string, start: number): number | null {
  const from = Math.max(0, start - reach);
  const before = text.slice(from, start);
  const open = Math.max(before.lastIndexOf('{'), before.lastIndexOf('<'), before.lastIndexOf('\n'), 0);
  const found = valueKey.exec(before.slice(open));
  if (!found) return null;
  const at = from + open + found.index + found[0].length;
  return is(text, at, kind.quote) || text[at] === '\\' ? at : null;
}
