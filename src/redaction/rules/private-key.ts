import type { Rule } from '../rule.ts';
import { newCursor, type Scan } from '../scan.ts';
import { rank } from '../spans.ts';

const readKeys = newCursor();
const begin = /-{4,5} ?BEGIN (?:[A-Za-z0-9]+ ){0,3}(?:PRIVATE KEY(?: BLOCK)?|Static key V1) ?-{4,5}/iy;
const end = /-{4,5} ?END (?:[A-Za-z0-9]+ ){0,3}(?:PRIVATE KEY(?: BLOCK)?|Static key V1) ?-{4,5}/iy;
/**
 * One line of a key, behind whatever a diff, a quote, a listing or a program put before it: a header of the key, or
 * letters of base64 or hex up to the end of the line.
 */
const line =
  /(?:(?:\r?\n|\\n)(?:[A-Za-z./][\w./-]{0,80}:\d{1,6}[:-]|\d{4}-\d\d-\d\d[T ][\d:.,Z+-]{8,20}[^"'\\\n:]{0,40}:)|\/\/|&#1[03];|&#x0?[ad];|%0[ad]|\\[rnt]|[\s>|:→*#"',`\\]|[+-](?![-+])|\d{1,7}(?=[\t→:| ])){0,48}((?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset): [^\n\\]{0,80}|[A-Za-z0-9+/=]{1,4096}(?=$|[\s\\"'`,)&%]))/diy;

/** The body of a private key, with or without its end, behind any line prefix. */
export const privateKey: Rule = {
  name: 'private-key',
  words: ['-----begin ', '---- begin '],
  find(scan, start) {
    if (start < scan.passed(readKeys)) return;
    begin.lastIndex = start;
    if (!begin.test(scan.text)) return;
    const body = begin.lastIndex;
    hideLines(scan, body);
  },
  pattern: `${begin.source} ${line.source}`,
  catches: [
    '-----BEGIN RSA PRIVATE ' +
      'KEY-----‹\nMIIEpAIBAAKCAQEAd2OntuChz\nfz5w4k25Bia4cSDvGEVW=›\n-----END RSA PRIVATE ' +
      'KEY-----',
    '+-----BEGIN PRIVATE ' + 'KEY-----‹\n+MIIEpAIBAAKCAQEAd2OntuChz\n+fz5w4k25Bia4cSDvGEVW=›\n[truncated]',
  ],
  spares: [
    '-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A\n-----END PUBLIC KEY-----',
    '-----BEGIN OPENSSH PRIVATE ' + 'KEY----------END OPENSSH PRIVATE KEY-----',
  ],
};

const key_least = 24;

/** Hides the lines of a key from `body` on: in one piece, or in one for each string if a program or a list holds the lines. */
function hideLines(scan: Scan, body: number): void {
  const pieces: { start: number; end: number }[] = [{ start: body, end: body }];
  let at = body;
  for (;;) {
    line.lastIndex = at;
    const content = line.exec(scan.text)?.indices?.[1];
    if (!content) break;
    scan.spend(content[1] - at);
    const last = pieces.at(-1);
    if (last && !/["'`]/.test(scan.text.slice(at, content[0]))) last.end = content[1];
    else pieces.push({ start: content[0], end: content[1] });
    at = content[1];
  }
  scan.pass(readKeys, at);
  if (at - body < key_least) return;
  for (const { start, end: stop } of pieces) scan.hide(start, stop, 'private-key', rank.token);
}

const head_most = 24_576;
const lineBefore =
  /(?:^|[\s\\n>|:→*#"',`+-])([A-Za-z0-9+/]{16,200}={0,2})(?:\\[rnt]|[\s\\>|:→*#+-]|\d{1,7}(?=[\t→:| ]))*$/;

/** The body of a private key whose beginning was cut off, back from its end. */
export const headlessKey: Rule = {
  name: 'private-key',
  words: ['-----end ', '---- end '],
  find(scan, start) {
    end.lastIndex = start;
    if (start <= scan.passed(readKeys) + 64 || !end.test(scan.text)) return;
    const limit = Math.max(scan.passed(readKeys), start - head_most);
    let from = start;
    for (;;) {
      const before = scan.text.slice(Math.max(limit, from - 260), from);
      const found = lineBefore.exec(before);
      scan.spend(before.length);
      if (found?.[1] === undefined) break;
      from = from - before.length + found.index + found[0].indexOf(found[1]);
    }
    scan.pass(readKeys, start);
    if (start - from > 24) scan.hide(from, start, 'private-key', rank.token);
  },
  pattern: `${end.source} ${lineBefore.source}`,
  catches: [
    '[...]\n‹zE8no4bDBxBwe+BNavpVmZT+eEFg\nOCYT1oRB+J08WCqnjskCkYlpNYiR\nQJJybYe+lw35KOxuWJqOVOxS==\n›-----END EC PRIVATE ' +
      'KEY-----',
  ],
  spares: ['see the line -----END RSA PRIVATE ' + 'KEY-----'],
};

const puttyKey = /Private-Lines: \d{1,4}/y;

/** The body of a key in PuTTY's format. */
export const puttyPrivateKey: Rule = {
  name: 'private-key',
  words: ['private-lines: '],
  find(scan, start) {
    puttyKey.lastIndex = start;
    if (!puttyKey.test(scan.text)) return;
    hideLines(scan, puttyKey.lastIndex);
  },
  pattern: puttyKey.source,
  catches: ['Private-Lines: 2‹\nAAAAgQCxK1fTqv4mZw8bYpRs3NcLh5Wd\nJfGt2XbMx9QaUe4ZiOyKw6RvTn1PlSj0›\nPrivate-MAC: 0'],
  spares: ['Private-Lines: 8'],
};

/** What a private key begins with once it is base64: DER of the usual kinds, OpenSSH, and a PEM file encoded whole. */
// oxfmt-ignore
const encodedHeads = ['LS0tLS1CRUdJTi', 'MIIEpAIBAA', 'MIIEogIBAA', 'MIIEowIBAA', 'MIIJKQIBAA', 'MIIJKAIBAA', 'MIIEvQIBADAN', 'MIIEvgIBADAN', 'MIIEvAIBADAN', 'MIIJQgIBADAN', 'MIIJQwIBADAN', 'MHcCAQEE', 'MIGkAgEBBD', 'MIGHAgEAMBMG', 'MIG2AgEAMBAG', 'MC4CAQAwBQYDK2Vw', 'b3BlbnNzaC1rZXktdjEA'];
const publicPem = /LS0tLS1CRUdJTi(?:BDRVJU|BQVUJM|BSU0EgUFVC|BYNTA5|BORVcgQ0VS)/y;
const encodedBody =
  /[A-Za-z0-9+/_-]{40,16384}={0,2}(?:(?:\\r)?(?:\\n|\r?\n)[ \t]{0,40}[A-Za-z0-9+/_-]{16,200}={0,2}(?![A-Za-z0-9+/_-])){0,400}/y;

/** A private key as one run of base64. */
export const encodedPrivateKey: Rule = {
  name: 'private-key',
  words: encodedHeads,
  find(scan, start, head_end) {
    if (start < scan.passed(readKeys) || !encodedHeads.includes(scan.text.slice(start, head_end))) return;
    publicPem.lastIndex = start;
    encodedBody.lastIndex = start;
    if (publicPem.test(scan.text) || !encodedBody.test(scan.text)) return;
    scan.spend(encodedBody.lastIndex - start);
    scan.pass(readKeys, encodedBody.lastIndex);
    scan.hide(start, encodedBody.lastIndex, 'private-key', rank.token);
  },
  pattern: `${encodedHeads.join(' ')} ${encodedBody.source}`,
  catches: ['TLS_KEY=‹LS0tLS1CRUdJTi' + 'BSU0EgUFJJVkFURSBLRVktLS0tLQpNSUlFcEFJQkFBS0NBUUVBMjNNSlE1Rko=›'],
  spares: ['ca: LS0tLS1CRUdJTi' + 'BDRVJUSUZJQ0FURS0tLS0tCk1JSUMvakNDQWVhZ0F3SUJBZ0lCQURBTkJna3E='],
};
