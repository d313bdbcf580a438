import { is, kind } from '../characters.ts';
import { isInQuery } from '../names/named-place.ts';
import type { Rule } from '../rule.ts';
import { newCursor } from '../scan.ts';
import { rank } from '../spans.ts';
import { looksRandom } from '../values/judge-value.ts';
import { readBare } from '../values/quoted.ts';
import { isStandIn } from '../values/stand-in.ts';

const dollar = 0x24;
const readQueries = newCursor();
const secretParts =
  /(?:^|[_.-])(?:code|sig|signature|ticket|appid|session|assertion|samlresponse|auth|magic|invite|sas|verifier|t)$|key$/i;

/** Parts of a query that are secrets only there: `?code=…`, `&X-Amz-Signature=…`, `&key=…`. */
export const urlQuery: Rule = {
  name: 'url-secret',
  // oxfmt-ignore
  words: ['code=', 'sig=', 'signature=', 'ticket=', 'appid=', 'key=', 'session=', 'assertion=', 'samlresponse=', 'auth=', 'magic=', 'invite=', 'sas=', 'verifier=', '?t=', '&t='],
  find(scan, start, end) {
    if (start < scan.passed(readQueries)) return;
    let at = /[?&]/.test(scan.text[start] ?? '') ? start + 1 : start;
    while (at > start - 40 && is(scan.text, at - 1, kind.name) && scan.text.charCodeAt(at - 1) !== dollar) at--;
    if (!isInQuery(scan.text, at) || !secretParts.test(scan.text.slice(at, end - 1))) return;
    const value = readBare(scan, end);
    const content = scan.text.slice(value.start, value.end);
    scan.pass(readQueries, value.end);
    if (content.length < 16 || isStandIn(content) || !looksRandom(content)) return;
    scan.hide(value.start, value.end, 'url-secret', rank.structure);
  },
  pattern: 'query parts',
  catches: ['[link](https://x.dev/cb?state=ok&code=‹a4710013086ed77b57' + '155181d07fe4f04f4ba0d5›)'],
  spares: [
    'https://www.youtube.com/watch?v=bRNh45ZKk5r&list=PLyKbaHYrYPOApLQz4lcDQb3PJGurz_-Ig',
    '?st=2026-01-01T00%3A00%3A00Z',
  ],
};
