import { skip, kind } from '../characters.ts';
import type { Rule } from '../rule.ts';
import type { Scan } from '../scan.ts';
import { rank } from '../spans.ts';
import { certainPlace, isSecretValue } from '../values/judge-value.ts';
import { readQuoted, type Value } from '../values/quoted.ts';

/** Calls that take a user and a password, or a key, as plain strings: which of the strings is the secret, from the end. */
const calls: readonly (readonly [mark: string, from_end: number])[] = [
  ['basicauth(', 1],
  ['digestauth(', 1],
  ['basic_auth(', 1],
  ['auth=(', 1],
  ['auth = (', 1],
  ['.auth(', 1],
  ['.login(', 1],
  ['networkcredential(', 1],
  ['passwordcredentials(', 1],
  ['passwordauthentication(', 1],
  ['createhmac(', 1],
  ['set_password(', 1],
  ['setpassword(', 1],
  ['getconnection(', 1],
  ['new pdo(', 1],
  ['pscredential(', 1],
  ['basiccredentials(', 1],
  ['awscredentials(', 1],
  ['staticcredentials(', 1],
  ['newstaticcredentials(', 1],
  ['fernet(', 1],
  ['securestring ', 1],
  ['identified by', 1],
  ['encrypted password', 1],
  ['with password', 1],
];
const strings_most = 6;
const gap =
  /[\s,]{0,40}(?:[A-Za-z_][\w.]{0,40}[ \t]{0,2}(?:=[ \t]{0,2}|,[ \t]{0,4}|\()){0,3}(?:Some\()?(?:b|r|new )?(?=\\*["'])/y;

/** Secrets that program text passes by place: `auth=("user", "…")`, `IDENTIFIED BY '…'`. */
export const credentialCall: Rule = {
  name: 'password',
  words: calls.map(([mark]) => mark),
  find(scan, _start, end) {
    const strings = readStrings(scan, end);
    const secret = strings.at(-1);
    if (!secret) return;
    const value = scan.text.slice(secret.start, secret.end);
    if (isSecretValue(value, { ...certainPlace, certain: false }))
      scan.hide(secret.start, secret.end, 'password', rank.named);
  },
  pattern: calls.join(' '),
  catches: [
    'requests.get(url, auth=("admin", "‹kX7p' + 'Lm2Qz9›"))',
    "CREATE USER x IDENTIFIED BY '‹Vq8r" + "Tz3Nw›';",
    'ConvertTo-SecureString "‹Rk7w' + 'Q2zLp9›" -AsPlainText -Force',
  ],
  spares: ['auth=(user, password)', "createHmac('sha256', secret)", 'await page.login("alice", process.env.PASS)'],
};

/** The quoted strings that follow each other from `at`, to the end of the call. */
function readStrings(scan: Scan, at: number): Value[] {
  const found: Value[] = [];
  let from = skip(scan.text, at, kind.space, at + 4);
  while (found.length < strings_most) {
    gap.lastIndex = from;
    if (!gap.test(scan.text)) break;
    const value = readQuoted(scan, gap.lastIndex);
    if (!value) break;
    found.push(value);
    from = value.end + 1;
    while (scan.text[from - 1] === '\\') from++;
  }
  return found;
}
