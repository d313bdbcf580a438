import type { Rule } from '../rule.ts';
import { rank } from '../spans.ts';
import { certainPlace, isSecretValue } from '../values/judge-value.ts';
import { readQuoted } from '../values/quoted.ts';

const asked = /assw(?:or)?d|assphrase|passcode|\bPIN\b|secret|token/i;

/** What a script types when it was asked for a password: expect's `send`, pexpect's `sendline`. */
export const typedSecret: Rule = {
  name: 'password',
  words: ['send ', 'send -- ', 'sendline(', 'send_line(', '.send('],
  find(scan, start, end) {
    const before = scan.text.slice(Math.max(0, start - 120), start);
    scan.spend(before.length >> 1);
    if (!asked.test(before)) return;
    const typed = readQuoted(scan, end);
    if (!typed) return;
    const value = scan.text.slice(typed.start, typed.end).replace(/\\+[rn]$/, '');
    if (isSecretValue(value, certainPlace))
      scan.hide(typed.start, typed.start + value.length, 'password', rank.structure);
  },
  pattern: asked.source,
  catches: [
    'expect "Password:"\nsend "‹x1dQgVX' + 'lktLhbMP1›\\r"',
    "child.expect('Password:')\nchild.sendline('‹An1p5AM" + "xVAVHJ›')",
  ],
  spares: ['expect "login:"\nsend "admin\\r"', 'expect "Password:"\nsend "$password\\r"'],
};
