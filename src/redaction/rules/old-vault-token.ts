import type { Rule } from '../rule.ts';
import { rank } from '../spans.ts';
import { isMadeUp } from '../values/made-up.ts';

const body = /[A-Za-z0-9]{24}(?![A-Za-z0-9_.(-])/y;

/** Tokens of Vault as they were before version 1.10: `s.` and 24 letters and digits. */
export const oldVaultToken: Rule = {
  name: 'vault-token',
  words: [' s.', '"s.', "'s.", '`s.', '=s.', ':s.', 'ns.', '\ts.'],
  find(scan, start, end) {
    const { text } = scan;
    if (text[end - 2] !== 's' || (text[start] === 'n' && text[start - 1] !== '\\')) return;
    body.lastIndex = end;
    const found = body.exec(text)?.[0];
    scan.spend(24);
    if (found === undefined || !/\d/.test(found) || isMadeUp(found)) return;
    scan.hide(end - 2, body.lastIndex, 'vault-token', rank.token);
  },
  pattern: body.source,
  catches: ['VAULT_TOKEN: ‹s.zgli4wk62pll' + '0ywk4thfob6b›', 'root token ‹s.6boh8j49ai09' + 'e6irqzbyf7g4›'],
  spares: ['for (const s of all) s.toLowerCase()', 'return s.replaceAllWithoutAnyRegExp'],
};
