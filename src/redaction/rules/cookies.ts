import { is, kind } from '../characters.ts';
import { linkAfter } from '../names/after-name.ts';
import { siblingValue } from '../names/sibling.ts';
import type { Rule } from '../rule.ts';
import { newCursor, type Scan } from '../scan.ts';
import { rank } from '../spans.ts';
import { readQuoted } from '../values/quoted.ts';
import { hideCookies } from './cookie-pairs.ts';

const closeLooks = newCursor();
const readCookies = newCursor();
const lineEnd = /[\r\n"'`]|\\[nr"'`]/g;
const line_most = 8192;

/** The values in a `Cookie` or `Set-Cookie` header, however it is written down. */
export const cookieHeader: Rule = {
  name: 'cookie',
  words: ['cookie'],
  find(scan, start, end) {
    if (start < scan.passed(readCookies)) return;
    const link = linkAfter(scan, end);
    if (link && ['colon', 'assign', 'comma', 'space'].includes(link.joint)) hideLine(scan, link.at);
    const sibling = scan.mayLook(closeLooks, start) ? siblingValue(scan, start, end) : null;
    if (sibling !== null) hideLine(scan, sibling);
  },
  pattern: 'cookie pairs',
  catches: [
    'Cookie: theme=dark; PHPSESSID=‹6opzlmeg620433' + '2tyvvcdcettw›; lang=en',
    'Set-Cookie: remember_me=‹v-gMpBPtw_ninq7n7PPyr' + '3JMRwVEIrCVS0W›; Path=/; HttpOnly',
  ],
  spares: ['Cookie: lang=en; theme=dark', 'Set-Cookie: theme=dark; Path=/'],
};

function hideLine(scan: Scan, at: number): void {
  const quoted = readQuoted(scan, at);
  const end = quoted ? quoted.end : endOfLine(scan.text, at);
  scan.pass(readCookies, end);
  hideCookies(scan, quoted ? quoted.start : at, end);
}

function endOfLine(text: string, at: number): number {
  lineEnd.lastIndex = at;
  return Math.min(lineEnd.exec(text.slice(0, at + line_most))?.index ?? at + line_most, text.length);
}

const tab = String.raw`(?:\t|\\{1,8}t)`;
const jarLine = new RegExp(
  String.raw`${tab}(?:TRUE|FALSE)${tab}[^\t\\\n]{1,200}${tab}(?:TRUE|FALSE)${tab}\d{1,12}${tab}[^\t\\\n]{1,100}${tab}`,
  'y',
);

/** A line of a cookie jar as curl and browsers' exports write it. */
export const cookieJar: Rule = {
  name: 'cookie',
  words: ['\ttrue\t', '\tfalse\t', '\\ttrue\\', '\\tfalse\\'],
  find(scan, start) {
    jarLine.lastIndex = start;
    if (!jarLine.test(scan.text)) return;
    const from = jarLine.lastIndex;
    let end = from;
    while (end < scan.text.length && !is(scan.text, end, kind.space | kind.quote) && scan.text[end] !== '\\') end++;
    if (end - from >= 8) scan.hide(from, end, 'cookie', rank.structure);
  },
  pattern: jarLine.source,
  catches: ['.acme.dev\tTRUE\t/\tTRUE\t1790000000\tsid\t‹h1zz79capnk3' + 'anlq6oy3dl55j67tf4cv›'],
  spares: ['a\tTRUE\tb'],
};
