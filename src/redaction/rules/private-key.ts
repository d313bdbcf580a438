import type { Rule } from '../rule.ts';
import { newCursor, type Scan } from '../scan.ts';
import { rank } from '../spans.ts';

const readKeys = newCursor();
const begin = /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----/y;
const end = /-----END (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----/g;
/** A key with its end is at most this long. */
const block_most = 65_536;
/** One line of a key, behind whatever a diff, a quote or a listing put before it. */
const line =
  /(?:\\r|\\n|\\t|[\s>+|:→*#"',\\]|-(?!-)|\d{1,6}(?=[\t→:| ]))*(?:(?:Proc-Type|DEK-Info|Version|Comment|Hash): [^\n\\]{0,80}|[A-Za-z0-9+/=]{1,200}(?=$|[\s\\"',]))/y;

/** The body of a private key, with or without its end, behind any line prefix. */
export const privateKey: Rule = {
  name: 'private-key',
  words: ['-----begin '],
  find(scan, start) {
    if (start < scan.passed(readKeys)) return;
    begin.lastIndex = start;
    if (!begin.test(scan.text)) return;
    const body = begin.lastIndex;
    const stop = bodyEnd(scan, body);
    scan.pass(readKeys, stop);
    if (stop - body > 24) scan.hide(body, stop, 'private-key', rank.token);
  },
  pattern: `${begin.source} ${end.source} ${line.source}`,
  catches: [
    '-----BEGIN RSA PRIVATE ' +
      'KEY-----‹\nMIIEpAIBAAKCAQEAd2OntuChz\nfz5w4k25Bia4cSDvGEVW=\n›-----END RSA PRIVATE ' +
      'KEY-----',
  ],
  spares: [
    '-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A\n-----END PUBLIC KEY-----',
    '-----BEGIN OPENSSH PRIVATE ' + 'KEY----------END OPENSSH PRIVATE KEY-----',
  ],
};

function bodyEnd(scan: Scan, body: number): number {
  end.lastIndex = body;
  const closed = end.exec(scan.text.slice(0, body + block_most));
  if (closed && !scan.text.slice(body, closed.index).includes('-----BEGIN ')) return closed.index;
  let at = body;
  for (;;) {
    line.lastIndex = at;
    if (!line.test(scan.text)) return at;
    scan.spend(line.lastIndex - at);
    at = line.lastIndex;
  }
}
