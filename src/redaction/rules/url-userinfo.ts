import { is, kind } from '../characters.ts';
import { placeholderLength } from '../placeholder.ts';
import type { Rule } from '../rule.ts';
import { newCursor, type Scan } from '../scan.ts';
import { rank } from '../spans.ts';
import { looksRandom } from '../values/judge-value.ts';
import { isStandIn } from '../values/stand-in.ts';

const readUrls = newCursor();
const userinfo_most = 512;

/** The password in `scheme://user:password@host`, and a token that stands in place of both. */
export const urlUserinfo: Rule = {
  name: 'url-password',
  words: ['://'],
  find(scan, _start, end) {
    if (end < scan.passed(readUrls)) return;
    const at = userinfoEnd(scan, end);
    if (at === null) return;
    const colon = scan.text.indexOf(':', end + placeholderLength(scan.text, end));
    const start = colon >= 0 && colon < at ? colon + 1 : end;
    if (start > end && isPassword(scan.text.slice(start, at))) scan.hide(start, at, 'url-password', rank.structure);
    else hideToken(scan, end, start > end ? start - 1 : at);
  },
  pattern: 'scheme://user:password@host',
  catches: [
    'DATABASE_URL=postgres://app:‹s4UTb' + 'pgQWqz›@db.acme.dev/app',
    'git clone https://‹b7c04d8003bdab72' + 'b79d184a87ac741f684dab00›@github.com/acme/lib.git',
  ],
  spares: [
    'postgres://${USER}:${PASS}@${HOST}/db',
    'https://deploy@git.example.com/r',
    'http://localhost:8080/@vite/client',
  ],
};

function isPassword(secret: string): boolean {
  return secret.length > 0 && !isStandIn(decoded(secret)) && !isCommon(secret);
}

/** `https://TOKEN@host`, `https://TOKEN:x-oauth-basic@host`. */
function hideToken(scan: Scan, start: number, end: number): void {
  const user = scan.text.slice(start, end);
  if (user.length >= 16 && looksRandom(user) && !isStandIn(user)) scan.hide(start, end, 'url-password', rank.structure);
}

/** Position of the `@` that ends user and password, or null. */
function userinfoEnd(scan: Scan, start: number): number | null {
  const { text } = scan;
  const limit = Math.min(text.length, start + userinfo_most);
  let found: number | null = null;
  let at = start;
  for (; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x40) found = at;
    else if (code === 0x2f || code === 0x3f || code === 0x23 || code === 0x5c || is(text, at, kind.space | kind.quote))
      break;
    else if (code === 0x3c || code === 0x3e) break;
  }
  scan.spend(at - start);
  scan.pass(readUrls, at);
  return found;
}

function isCommon(secret: string): boolean {
  return /^(?:pass(?:word|wd)?|pw|pwd|secret|token|user(?:name)?|postgres|root|admin|guest|mysql|redis|test|x|x-oauth-basic|x-token-auth|oauth2|\*+)$/i.test(
    secret,
  );
}

function decoded(secret: string): string {
  return secret.replaceAll('%7B', '{').replaceAll('%7D', '}').replaceAll('%24', '$');
}
