import { beginsWord } from '../characters.ts';
import type { Rule } from '../rule.ts';
import { newCursor } from '../scan.ts';
import { rank } from '../spans.ts';

const readTokens = newCursor();
const shape = /eyJ[\w-]{10,4096}\.(?:eyJ)?[\w-]{10,16384}(?:\.[\w-]{10,4096}){0,3}\.?/y;

/** A signed, unsigned or encrypted JSON web token. */
export const jsonWebToken: Rule = {
  name: 'json-web-token',
  words: ['eyj'],
  find(scan, start) {
    if (start < scan.passed(readTokens) || !beginsWord(scan.text, start)) return;
    shape.lastIndex = start;
    if (!shape.test(scan.text)) {
      scan.spend(64);
      return;
    }
    scan.pass(readTokens, shape.lastIndex);
    scan.hide(start, shape.lastIndex, 'json-web-token', rank.token);
  },
  pattern: shape.source,
  catches: [
    'jwt ‹eyJhbGciOiJIUzI1NiIs' + 'InR5cCI6IkpXVCJ9.eyJzdWIiOiJhVDhUN3lEOHJ6In0.sZFJEMTbDpNThHyN-Yp8Shia4c0cx4OmDjQ› x',
  ],
  spares: ['eyJhbGciOiJIUzI1NiJ9.e30.x'],
};
