import { nextDigit } from '../names/next-digit.ts';
import type { Rule } from '../rule.ts';
import type { Scan } from '../scan.ts';
import { rank } from '../spans.ts';
import { certainPlace, isSecretValue } from '../values/judge-value.ts';
import { strangeness } from '../values/randomness.ts';
import { speaksOfSecrets } from '../values/telling-words.ts';

/** What people say right behind a login that they tried. */
// oxfmt-ignore
const remarks = [' works', ' worked', ' should work', ' still works', ' is valid', ' still valid', ' logs in', ' gets you in', ' lets you in', ' to log in', ' to login', ' to sign in', ' on staging', ' on prod', ' on dev', ' on qa', ' in staging', ' in prod', ' for staging', ' for prod', ' on the staging', ' on the prod', ' for the staging', ' for the prod', ' in the staging', ' in the prod', ' and it work', ' is fine', ' is ok', ' is correct', ' is good'];
/** What they say right before one. */
// oxfmt-ignore
const announcements = ['account ', 'user ', 'username ', 'login ', 'login is ', 'ssh in as ', 'ssh in with ', 'tested with ', 'log in ', 'logged in as ', 'log in as ', 'logging in as ', 'logging in with ', 'signed in as ', 'sign in as ', 'log in using ', 'login using ', 'authenticate as ', 'authenticate with ', 'auth as ', 'connect as '];

/** Accounts that are known everywhere; behind their colon stands a password. */
const accounts = ['admin:', 'administrator:', 'root:'];
/** What is named before a pair that is no login: `ticket ABC:…`, `image app:…`. */
const things =
  /(?:^|[^A-Za-z])(?:tickets?|issues?|bugs?|story|epic|tasks?|cases?|orders?|builds?|versions?|releases?|images?|tags?|commits?|revisions?|branch|traces?|spans?|requests?|ids?|refs?|hash|digest|checksum|serials?)[ \t:#"'\x60(*]{1,4}$/i;

const password = String.raw`[\x60"']?([^\s"'\x60,;|<>(){}[\]]{8,64})`;
const written = String.raw`[A-Za-z][\w.@+-]{0,40}(?::|[ \t]\/[ \t])${password}`;
const before = new RegExp(String.raw`(?:^|[\s"'\x60(*])${written}["'\x60)*]{0,3}$`, 'd');
const behind = new RegExp(String.raw`["'\x60]?${written}(?=$|[\s"'\x60,;|)*])`, 'dy');
const alone = new RegExp(String.raw`${password}(?=$|[\s"'\x60,;|)*])`, 'dy');
const reach = 120;

/** User and password as one word, beside what one says of logins: `bob:… works on staging`, `logged in as bob:…`. */
export const triedPair: Rule = {
  name: 'password',
  words: [...remarks, ...announcements, ...accounts],
  find(scan, start, end) {
    if (scan.text[start] === ' ') {
      const from = Math.max(0, start - reach);
      const line = scan.text.slice(from, start);
      scan.spend(32);
      const word = line.lastIndexOf(' ') + 1;
      const pair = line.includes(':', word) || line.endsWith(' / ', word) ? before.exec(line) : null;
      if (pair && !things.test(line.slice(0, pair.index + 1))) hideClear(scan, from, pair.indices?.[1]);
      return;
    }
    if (nextDigit(scan, end) > end + reach) return;
    const ofAccount = scan.text[end - 1] === ':';
    if (ofAccount && scan.text[start - 1] === '/') return;
    const pattern = ofAccount ? alone : behind;
    pattern.lastIndex = end;
    scan.spend(32);
    hideClear(scan, 0, pattern.exec(scan.text)?.indices?.[1]);
  },
  pattern: `${written} ${things.source}`,
  catches: [
    'account admin:‹Kx9mPq' + '2vLt› is fine',
    'I used "root:‹Kx9mPq' + '2vLt›" there',
    'etl_user:‹hoXaGFc9' + 'ELprCm› and it worked',
    'the login is bob / ‹Saffron.umber' + '_4760›',
    'svc_deploy:‹PkYm' + 'RoAb35› works on staging',
    'admin:‹Pepper.willow' + '.8856› works on prod',
    'use `bob:‹tr0ub' + '4dor&3›` to log in',
    'I am logged in as etl_user / ‹pII5FB' + '7hNPMaS›',
  ],
  spares: [
    'ticket ABC:Def45Ghi67 on prod',
    'myapp:release-2024.10 works on staging',
    'nginx:1.25.3-alpine works',
    'localhost:8080 works on dev',
    'worker:3fa9c1d2e4b7 on staging',
    'TestLogin:Case2024 worked',
    'urn:uuid:3F2504E0-4F89-11D3 works',
    'src/app.ts:120 should work',
    'https://staging.acme.dev/x2Fy9 works',
    'docker login registry.acme.dev:5000/app2',
  ],
};

function hideClear(scan: Scan, from: number, part: [number, number] | undefined): void {
  if (!part) return;
  const [start, end] = [from + part[0], from + part[1]];
  const value = scan.text.slice(start, end);
  if (isClear(value) && isSecretValue(value, { ...certainPlace, certain: false }))
    scan.hide(start, end, 'password', rank.named);
}

/** Whether the value cannot be the port, tag, commit or case that else stands behind a colon. */
function isClear(value: string): boolean {
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value) || /[/:]/.test(value) || speaksOfSecrets(value)) return false;
  if (/[!@#$%^&*?~]/.test(value)) return true;
  if (!/[A-Z]/.test(value) || !/[a-z]/.test(value)) return false;
  return strangeness(value) > 5.8 || (/\d\D*\d/.test(value) && isPhrase(value));
}

/** `Pepper.willow.8856`. */
function isPhrase(value: string): boolean {
  return /^[A-Za-z]{3,12}[._-][A-Za-z]{3,12}[._-]?\d{2,6}$/.test(value);
}
