import type { Rule } from '../rule.ts';
import { rank } from '../spans.ts';

const shapes: readonly (readonly [mark: string, whole: RegExp])[] = [
  ['$2a$', /\$2a\$\d\d\$[./A-Za-z0-9]{50,60}/y],
  ['$2b$', /\$2b\$\d\d\$[./A-Za-z0-9]{50,60}/y],
  ['$2y$', /\$2y\$\d\d\$[./A-Za-z0-9]{50,60}/y],
  ['$1$', /\$1\$[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{22}/y],
  ['$apr1$', /\$apr1\$[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{22}/y],
  ['$5$', /\$5\$(?:rounds=\d{1,9}\$)?[./A-Za-z0-9]{1,32}\$[./A-Za-z0-9]{43}/y],
  ['$6$', /\$6\$(?:rounds=\d{1,9}\$)?[./A-Za-z0-9]{1,32}\$[./A-Za-z0-9]{80,90}/y],
  ['$y$', /\$y\$[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{1,64}\$[./A-Za-z0-9]{40,60}/y],
  ['$argon2', /\$argon2(?:id|i|d)\$(?:v=\d{1,4}\$)?[mtp=,\d]{3,60}\$[A-Za-z0-9+/=]{8,120}\$[A-Za-z0-9+/=]{16,200}/y],
  ['$scrypt', /\$scrypt\$[^\s"'$]{1,60}\$[A-Za-z0-9+/=.]{8,120}\$[A-Za-z0-9+/=.]{16,200}/y],
  ['pbkdf2', /pbkdf2[_:-](?:hmac[_:-])?sha\d{1,3}\$\d{1,9}\$[^\s"'$]{1,120}\$[A-Za-z0-9+/=]{20,200}/y],
  ['{ssha', /\{SSHA\d{0,3}\}[A-Za-z0-9+/=]{28,200}/y],
  ['scrypt:', /scrypt:\d{1,9}:\d{1,3}:\d{1,3}\$[A-Za-z0-9+/=]{4,64}\$[0-9a-f]{64,128}/y],
];
const wholeOf = new Map(shapes);

/** A hashed password: it can be guessed against, offline. */
export const passwordHash: Rule = {
  name: 'password-hash',
  words: shapes.map(([mark]) => mark),
  find(scan, start, end) {
    const whole = wholeOf.get(scan.text.slice(start, end).toLowerCase());
    if (!whole) return;
    whole.lastIndex = start;
    scan.spend(64);
    if (whole.test(scan.text)) scan.hide(start, whole.lastIndex, 'password-hash', rank.token);
  },
  pattern: shapes.map(([, whole]) => whole.source).join(' '),
  catches: [
    'app:‹$6$KUIarUe2$GCQF0KsfZE899z1SeFimCFiiP8./kIwILE04zjcyXFZLc3ahEeaCq1' +
      'OwXF3UYKqOvh7vc/VCrR8dO9WurwJXnD›:19700:0:99999:7:::',
  ],
  spares: ['s/$1$/x/', 'echo $1$2'],
};
