import type { Rule } from '../rule.ts';
import { newCursor } from '../scan.ts';
import { rank } from '../spans.ts';

const readKeys = newCursor();
const part = /<(P|Q|DP|DQ|InverseQ|D)>([A-Za-z0-9+/=\s]{20,2000})<\/\1>/dg;
const reach = 8192;

/** The private parts of a key as .NET writes it. */
export const xmlPrivateKey: Rule = {
  name: 'private-key',
  words: ['<rsakeyvalue>'],
  find(scan, start, end) {
    if (start < scan.passed(readKeys)) return;
    const text = scan.text.slice(end, end + reach);
    scan.spend(text.length >> 2);
    scan.pass(readKeys, end + text.length);
    part.lastIndex = 0;
    for (let found = part.exec(text); found; found = part.exec(text)) {
      const value = found.indices?.[2];
      if (value) scan.hide(end + value[0], end + value[1], 'private-key', rank.token);
    }
  },
  pattern: part.source,
  catches: ['<RSAKeyValue><Modulus>AQAB</Modulus><D>‹kYq8RzT3vNcLp5HsWd7J' + 'fGt2XbMx9QaUe4Zi=›</D></RSAKeyValue>'],
  spares: ['<RSAKeyValue></RSAKeyValue>'],
};
