import { undoEscapes } from '../decode/escapes.ts';
import { is, kind } from '../characters.ts';
import type { Rule } from '../rule.ts';
import { newCursor, type Scan } from '../scan.ts';

const readEscapes = newCursor();
const stretch_most = 4096;

/** Not a secret itself: marks stretches with escapes, which are looked over once more with the escapes undone. */
export const escapedText: Rule = {
  name: 'escaped-text',
  // oxfmt-ignore
  words: ['%20private%20', '%3d', '%3a', '%5f', '%2d', '%40', '%22', '%2b', '\\u00', '\\u{', '\\x', '&#', '&amp;', '&equals;', '&colon;', '&lowbar;'],
  find(scan, start) {
    if (start < scan.passed(readEscapes)) return;
    const from = stretchStart(scan, start);
    const to = stretchEnd(scan, start);
    scan.pass(readEscapes, to);
    const view = undoEscapes(scan.text, from, to);
    if (view) scan.runView(view);
  },
  pattern: 'escapes',
  catches: [
    'https://x.dev/r?u=token%3D‹5h8mktYCwSwDiXY' + 'BihhhPjOrx0WlEmlD›',
    '{"k":"‹\\u0041\\u004b\\u0049\\u0041\\u0051\\u0051\\u0035\\u004d\\u004c\\u0043\\u0047\\u0053\\u004d\\u0034\\u0046\\u0051\\u0052\\u0057\\u0032\\u0048›"}',
  ],
  spares: ['https://x.dev/r?u=name%3Dvalue', '"caf\\u00e9"'],
};

function stretchStart(scan: Scan, start: number): number {
  let at = start;
  const limit = Math.max(scan.passed(readEscapes), start - stretch_most);
  while (at > limit && !is(scan.text, at - 1, kind.space | kind.quote)) at--;
  return at;
}

function stretchEnd(scan: Scan, start: number): number {
  let at = start;
  const limit = Math.min(scan.text.length, start + stretch_most);
  while (at < limit && !is(scan.text, at, kind.space | kind.quote)) at++;
  while (at > start && scan.text[at - 1] === '\\') at--;
  return at;
}

/** Not a secret itself: marks texts with letters nobody sees. */
export const unseenLetters: Rule = {
  name: 'unseen-letters',
  // oxfmt-ignore
  words: ['\u001b[', '\\u001b[', '\\x1b[', '\\033[', '\\e[', '<wbr', '&shy;', '\u200b'],
  find: (scan) => scan.dressUp(),
  pattern: 'unseen letters',
  catches: [
    'api_key\u200b=\u200b‹a2T2rQIrJS7oL8E08' + 'kUgiv55tELiVXZUFnIp›',
    'ｔｏｋｅｎ＝‹a2T2rQIrJS7oL8E0' + '8kUgiv55tELiVXZUFnIp›',
  ],
  spares: ['\u001b[32mpassed\u001b[0m 12 tests'],
};
