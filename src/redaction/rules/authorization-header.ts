import { is, kind, skip } from '../characters.ts';
import { type Link, linkAfter } from '../names/after-name.ts';
import { siblingValue } from '../names/sibling.ts';
import type { Rule } from '../rule.ts';
import { newCursor, type Scan } from '../scan.ts';
import { rank } from '../spans.ts';
import { strangeness } from '../values/randomness.ts';
import { speaksOfSecrets } from '../values/telling-words.ts';
import { readBare } from '../values/quoted.ts';
import { isStandIn } from '../values/stand-in.ts';

const closeLooks = newCursor();
const credential =
  /(?:Bearer|Basic|Token|Bot|SSWS|ApiKey|Api-Key|Key|Negotiate|NTLM|AWS|SharedKey|PRIVATE-TOKEN|OAuth|GoogleLogin auth|Splunk|DeepL-Auth-Key|GenieKey|Klaviyo-API-Key)\\?[ \t]+/iy;
const parts =
  /(?:response|signature|sig|credential|oauth_signature|oauth_token|mac|token)\s*=\s*\\*"?([\w+/=.%~-]{8,512})/giy;

/** The credentials of an Authorization header, however it is written down. */
export const authorizationHeader: Rule = {
  name: 'authorization',
  words: ['authorization'],
  find(scan, start, end) {
    const link = linkAfter(scan, end);
    if (link && isJoined(scan.text, link)) hideCredentials(scan, link.at);
    const sibling = link && scan.mayLook(closeLooks, start) ? siblingValue(scan, start, end) : null;
    if (sibling !== null) hideCredentials(scan, sibling);
  },
  pattern: `${credential.source} ${parts.source}`,
  catches: [
    'curl -H "Authorization: Bearer ‹K063gM89heEm' + 'U8SSVzQr9eo1FA4QDkz6›" https://x',
    '> Authorization: Basic ‹cG9zdGdyZXM6Tjhx' + 'NzZHME1MdDlhUlA=›\r\n',
  ],
  spares: [
    'Authorization: Bearer ${token}',
    'Vary: Cookie, Authorization',
    'Authorization: Basic <base64>',
    'Authorization: token abc',
  ],
};

/** A header line, an entry of a table of headers, or `proxy_set_header Authorization "Basic …"`. */
function isJoined(text: string, link: Link): boolean {
  if (link.joint === 'space') return is(text, link.at, kind.quote) || text[link.at] === '\\';
  return link.joint === 'colon' || link.joint === 'assign' || link.joint === 'comma';
}

/** Hides the credentials that begin at `at`, after their quote and scheme. */
export function hideCredentials(scan: Scan, at: number): void {
  const { text } = scan;
  let from = text.startsWith('\\ ', at) ? at + 2 : at;
  while (text[from] === '\\' || is(text, from, kind.quote)) from++;
  credential.lastIndex = from;
  const scheme = credential.test(text);
  if (scheme) from = credential.lastIndex;
  else if (/^(?:AWS4-HMAC|Digest|OAuth|Signature|HMAC|Hawk|SharedAccessSignature)/i.test(text.slice(from, from + 12)))
    return hideParts(scan, from);
  const value = readBare(scan, from);
  const secret = text.slice(value.start, value.end);
  if (secret.length < 6 || isStandIn(secret) || (!scheme && !/\d/.test(secret)) || /^[a-z]+$/i.test(secret)) return;
  if (/^[a-z_]+=|^\//i.test(secret) || (strangeness(secret) < 5.2 && speaksOfSecrets(secret))) return;
  scan.hide(value.start, value.end, 'authorization', rank.structure);
}

function hideParts(scan: Scan, from: number): void {
  const line_end = Math.min(skip(scan.text, from, 0xff) + 2048, scan.text.length);
  const line = scan.text.slice(from, line_end).split('\n', 1)[0] ?? '';
  scan.spend(line.length);
  for (const found of line.matchAll(new RegExp(parts.source, 'gi'))) {
    const start = from + found.index + found[0].length - (found[1] ?? '').length;
    scan.hide(start, start + (found[1] ?? '').length, 'authorization', rank.structure);
  }
}
