import { is, kind } from '../characters.ts';
import type { Rule } from '../rule.ts';
import { newCursor, type Scan } from '../scan.ts';
import { rank } from '../spans.ts';
import { certainPlace, isSecretValue, looksRandom } from '../values/judge-value.ts';
import { readValue } from '../values/quoted.ts';
import { isStandIn } from '../values/stand-in.ts';

const pgpassLine = /:(?:\d{2,5}|\*):[^:\s"'\\/]{1,63}:[^:\s"'\\/]{1,63}:([^\s"'\\]{4,128})/dy;

/** A line of `.pgpass`: host, port, database, user, password. */
export const pgpass: Rule = {
  name: 'password',
  words: [':5432:', ':5433:', ':6432:', ':3306:', ':1433:', ':*:'],
  find(scan, start) {
    pgpassLine.lastIndex = start;
    const part = pgpassLine.exec(scan.text)?.indices?.[1];
    scan.spend(48);
    if (!part || (!is(scan.text, start - 1, kind.name) && scan.text[start - 1] !== '*')) return;
    const value = scan.text.slice(part[0], part[1]);
    if (isSecretValue(value, certainPlace)) scan.hide(part[0], part[1], 'password', rank.structure);
  },
  pattern: pgpassLine.source,
  catches: ['db.acme.dev:5432:app:etl:‹r1jwitQO' + 'RdnDZim3›'],
  spares: ['0.0.0.0:5432:5432', 'image:5432:a:b:${PASSWORD}'],
};

const jwkMember = /\\*["'](?:d|p|q|dp|dq|qi|k)\\*["']\s{0,4}:\s{0,4}\\*["']([\w-]{16,2000})/dg;
const jwk_reach = 4000;
const readJwks = newCursor();

/** The private members of a JSON web key. */
export const jsonWebKey: Rule = {
  name: 'private-key',
  words: ['"kty', "'kty"],
  find(scan, start) {
    if (start < scan.passed(readJwks)) return;
    const before = Math.max(scan.passed(readJwks), start - jwk_reach);
    const open = before + Math.max(scan.text.slice(before, start).lastIndexOf('{'), 0);
    const closed = scan.text.slice(0, start + jwk_reach).indexOf('}', start);
    const end = closed < 0 ? Math.min(scan.text.length, start + jwk_reach) : closed;
    scan.pass(readJwks, end);
    scan.spend(end - open);
    for (const found of scan.text.slice(open, end).matchAll(jwkMember)) {
      const part = found.indices?.[1];
      if (part) scan.hide(open + part[0], open + part[1], 'private-key', rank.structure);
    }
  },
  pattern: jwkMember.source,
  catches: [
    '{"kty": "EC", "x": "8ihRgQe4_paRo_eZwgSpRx4ttjOJ", "d": "‹gfbvBOiiWiLjZ2HYko' + 'Rn4c5dfxwASgOZDdZzHc6stTD›"}',
  ],
  spares: ['{"kty": "EC", "crv": "P-256", "x": "8ihRgQe4_paRo_eZwgSpRx4ttjOJ", "y": "uKYkZlvSxFfQL5jf924xjF52"}'],
};

const readManifests = newCursor();
const manifest_most = 65_536;
const blockKey = /^([ \t]*)(?:data|stringData):[ \t\r]*$/;
const entry = /^([ \t]+)["']?[\w.-]{1,253}["']?:[ \t]*(?=[^\s|>])/;

/** Every value of a Kubernetes Secret. */
export const kubernetesSecret: Rule = {
  name: 'secret',
  words: ['kind: secret'],
  find(scan, start, end) {
    if (start < scan.passed(readManifests) || is(scan.text, end, kind.word)) return;
    const from = Math.max(scan.passed(readManifests), start - manifest_most);
    const before = scan.text.slice(from, start).lastIndexOf('\n---');
    const behind = scan.text.slice(end, end + manifest_most).indexOf('\n---');
    const to = behind < 0 ? Math.min(scan.text.length, end + manifest_most) : end + behind;
    scan.pass(readManifests, to);
    hideEntries(scan, before < 0 ? from : from + before + 1, to);
  },
  pattern: `${blockKey.source} ${entry.source}`,
  catches: ['apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ndata:\n  username: ‹dGdqQmxk' + 'ejVBWHY3Qw==›\n'],
  spares: ['apiVersion: v1\nkind: SecretStore\ndata:\n  username: dGdqQmxkejVBWHY3Qw==\n'],
};

function hideEntries(scan: Scan, from: number, to: number): void {
  scan.spend(to - from);
  let inside: number | null = null;
  let at = from;
  for (const [line, ends] of linesIn(scan.text.slice(from, to))) {
    const found = entry.exec(line);
    const opens = blockKey.exec(line);
    if (opens) inside = (opens[1] ?? '').length;
    else if (found && inside !== null && (found[1] ?? '').length > inside) hideEntry(scan, at + found[0].length);
    else if (line.trim() !== '') inside = null;
    at += line.length + ends;
  }
}

/** The lines of a text that may be a string of JSON, and the length of what ends each. */
function linesIn(text: string): [line: string, ends: number][] {
  const parts = text.split(/(\n|\\{1,8}n)/);
  return parts.flatMap((part, n): [string, number][] => (n % 2 === 0 ? [[part, parts[n + 1]?.length ?? 0]] : []));
}

function hideEntry(scan: Scan, at: number): void {
  const value = readValue(scan, at);
  const content = scan.text.slice(value.start, value.end);
  if (content.length >= 4 && !isStandIn(content)) scan.hide(value.start, value.end, 'secret', rank.structure);
}

const awsPair =
  /[A-Z0-9]{16}\\*["']?[ \t,;:|=>\\n"'A-Za-z_]{0,80}?[^A-Za-z0-9/+]([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/dy;

/** The secret half of an AWS key pair, near its public half. */
export const awsKeyPair: Rule = {
  name: 'aws-secret',
  words: ['AKIA', 'ASIA'],
  find(scan, _start, end) {
    awsPair.lastIndex = end;
    const part = awsPair.exec(scan.text)?.indices?.[1];
    scan.spend(part ? 128 : 32);
    if (part && looksRandom(scan.text.slice(part[0], part[1]))) scan.hide(part[0], part[1], 'aws-secret', rank.token);
  },
  pattern: awsPair.source,
  catches: ['ci,‹AKIA' + 'QX7LM2RT9VKP4WZN›,‹kD8fJ2lQ9sZ0xC7v' + 'B6nM5aK4jH3gF2dS1aP0oI9u›'],
  spares: ['AKIA keys have 20 letters'],
};

const phrase =
  /[\s"'`:=\\n(]{1,12}(?:(?:is|are|was)[\s:]{1,4})?\\*["'`]?((?:[a-z]{3,8}[ ,]{1,2}){11,23}[a-z]{3,8})(?![a-z])/dy;

/** The words from which a wallet is made. */
export const seedPhrase: Rule = {
  name: 'seed-phrase',
  words: [
    'mnemonic',
    'seed phrase',
    'seedphrase',
    'seed_phrase',
    'recovery phrase',
    'recovery_phrase',
    'secret phrase',
    'backup phrase',
    'seed words',
    'wallet seed',
    'seed:',
    'seed=',
  ],
  find(scan, _start, end) {
    phrase.lastIndex = end;
    const part = phrase.exec(scan.text)?.indices?.[1];
    scan.spend(part ? part[1] - part[0] : 64);
    if (part) scan.hide(part[0], part[1], 'seed-phrase', rank.structure);
  },
  pattern: phrase.source,
  catches: ['mnemonic: "‹abandon ability able about above absent absorb ' + 'abstract absurd abuse access accident›"'],
  spares: ['The recovery phrase is shown once and has twelve words that you should write down.'],
};

const oracle = /[^\s/"']{1,64}\/([^\s@"']{4,64})@/dy;

/** User and password in an Oracle address. */
export const oracleAddress: Rule = {
  name: 'url-password',
  words: ['jdbc:oracle:thin:', 'jdbc:oracle:oci:'],
  find(scan, _start, end) {
    oracle.lastIndex = end;
    const part = oracle.exec(scan.text)?.indices?.[1];
    scan.spend(32);
    if (part && isSecretValue(scan.text.slice(part[0], part[1]), certainPlace))
      scan.hide(part[0], part[1], 'url-password', rank.structure);
  },
  pattern: oracle.source,
  catches: ['jdbc:oracle:thin:app/‹Rk7wQ' + '2zLp9›@db.acme.dev:1521/XE'],
  spares: ['jdbc:oracle:thin:@db.acme.dev:1521/XE'],
};

const headerSignature =
  /[A-Za-z0-9-]{0,24}\\*["']?[ \t]{0,4}[:=][ \t]{0,4}\\*["']?(?:t=\d{1,12},)?(?:sha\d{1,3}=|v\d=)?([A-Za-z0-9+/=_-]{20,200})/dy;

/** A signature in a header, with which a request could be made again. */
export const signatureHeader: Rule = {
  name: 'signature',
  words: ['-signature'],
  find(scan, _start, end) {
    headerSignature.lastIndex = end;
    const part = headerSignature.exec(scan.text)?.indices?.[1];
    scan.spend(48);
    if (part && looksRandom(scan.text.slice(part[0], part[1])))
      scan.hide(part[0], part[1], 'signature', rank.structure);
  },
  pattern: headerSignature.source,
  catches: ['X-Hub-Signature-256: sha256=‹6b7fb478eceef91666b2c97e167d229e' + '846d9823a91d5b0038cf60d209128e4b›'],
  spares: ['the x-hub-signature header', 'X-Signature: none'],
};
