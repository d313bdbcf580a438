import { nextDigit } from '../names/next-digit.ts';
import type { Rule } from '../rule.ts';
import { rank } from '../spans.ts';
import { certainPlace, isSecretValue } from '../values/judge-value.ts';

const pair =
  /(?:[ \t]{1,2}(?:for|of|on|in|to)(?:[ \t]{1,2}[\w.-]{1,20}){1,4}?)?[\s:=>→-]{1,8}(?:(?:are|is)[\s:]{1,4})?[`"']?[\w.@-]{1,64}[`"']?[ \t]{0,2}[/|:][ \t]{0,2}[`"']?([^\s"'`,;|]{5,64})/dy;

/** More than lies between the word and the end of the password, in which there is a digit. */
const reach = 256;

/** User and password told in one breath: `creds -> bob / …`, `log in with bob:…`. */
export const toldPair: Rule = {
  name: 'password',
  words: [
    'creds',
    'credentials',
    'login with',
    'log in with',
    'login:',
    'login as',
    'sign in with',
    'user/pass',
    'username/password',
    'user:pass',
    'account:',
  ],
  find(scan, _start, end) {
    if (nextDigit(scan, end) > end + reach) return;
    pair.lastIndex = end;
    const part = pair.exec(scan.text)?.indices?.[1];
    scan.spend(32);
    if (!part) return;
    const value = scan.text.slice(part[0], part[1]);
    if (/\d/.test(value) && /[A-Za-z]/.test(value) && isSecretValue(value, { ...certainPlace, certain: false }))
      scan.hide(part[0], part[1], 'password', rank.named);
  },
  pattern: pair.source,
  catches: [
    'credentials for the staging box are admin / ‹Xk29' + 'fjw8Qp›',
    'creds -> root / ‹le2Do' + 'bQeCIePI›',
    'Login with admin / ‹Ember-otter' + '_5334›',
  ],
  spares: ['credentials: "include"', 'login: /api/v1/login2', 'creds are in Vault'],
};
