import { skip, kind } from '../characters.ts';
import type { Rule } from '../rule.ts';
import type { Scan } from '../scan.ts';
import { rank } from '../spans.ts';
import { certainPlace, isSecretValue } from '../values/judge-value.ts';
import { readQuoted, type Value } from '../values/quoted.ts';

/** Calls that take a user and a password, or a key, as plain strings; the last string is the secret. */
const calls: readonly string[] = [
  'basicauth(',
  'digestauth(',
  'basic_auth(',
  'auth=(',
  'auth = (',
  '.auth(',
  '.login(',
  'networkcredential(',
  'networkcredential]::new(',
  'pscredential]::new(',
  'passwordcredentials(',
  'passwordauthentication(',
  'createhmac(',
  'set_password(',
  'setpassword(',
  'getconnection(',
  'new pdo(',
  'pscredential(',
  'basiccredentials(',
  'awscredentials(',
  'staticcredentials(',
  'newstaticcredentials(',
  'fernet(',
  'securestring ',
  "password('",
  'identified by',
  'encrypted password',
  'with password',
];
const strings_most = 6;
const gap =
  /(?:[\s,]{0,40}-\w{1,16}[ \t]{1,4}){0,2}[\s,]{0,40}(?:[A-Za-z_][\w.]{0,40}[ \t]{0,2}(?:=[ \t]{0,2}|,[ \t]{0,4}|\()){0,3}(?:Some\()?(?:b|r|new )?(?=\\*["'])/y;

/** Calls whose secret is the string behind the first comma: `jwt.sign(payload, "…")`. */
const secondPlace = ['jwt.sign(', 'jwt.encode(', 'jwt.verify(', 'jwt.decode(', 'hmac.new(', 'jsonwebtoken.sign('];
/** `SET PASSWORD FOR 'app'@'%' = '…'`. */
const assigned = /[^=\n]{1,80}=[ \t]{0,4}(?:PASSWORD\()?(?=\\*['"])/iy;
const firstArgument = /[^'"`\n]{0,120}?,\s{0,8}(?=\\*["'])/y;

/** Secrets that program text passes by place: `auth=("user", "…")`, `IDENTIFIED BY '…'`. */
export const credentialCall: Rule = {
  name: 'password',
  words: [...calls, ...secondPlace, 'set password for'],
  find(scan, start, end) {
    const strings = readStrings(scan, stringsStart(scan, start, end));
    const secret = strings.at(-1);
    if (!secret) return;
    const value = scan.text.slice(secret.start, secret.end);
    if (isSecretValue(value, { ...certainPlace, certain: false }))
      scan.hide(secret.start, secret.end, 'password', rank.named);
  },
  pattern: [...calls, ...secondPlace].join(' '),
  catches: [
    'requests.get(url, auth=("admin", "‹kX7p' + 'Lm2Qz9›"))',
    "CREATE USER x IDENTIFIED BY '‹Vq8r" + "Tz3Nw›';",
    'ConvertTo-SecureString "‹Rk7w' + 'Q2zLp9›" -AsPlainText -Force',
  ],
  spares: ['auth=(user, password)', "createHmac('sha256', secret)", 'await page.login("alice", process.env.PASS)'],
};

function stringsStart(scan: Scan, start: number, end: number): number {
  const mark = scan.text.slice(start, end).toLowerCase();
  const skipped = secondPlace.includes(mark) ? firstArgument : mark === 'set password for' ? assigned : null;
  if (skipped === null) return end;
  skipped.lastIndex = end;
  scan.spend(64);
  return skipped.test(scan.text) ? skipped.lastIndex : scan.text.length;
}

/** The quoted strings that follow each other from `at`, to the end of the call. */
function readStrings(scan: Scan, at: number): Value[] {
  const found: Value[] = [];
  let from = /['"`]/.test(scan.text[at - 1] ?? '') ? at - 1 : skip(scan.text, at, kind.space, at + 4);
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
