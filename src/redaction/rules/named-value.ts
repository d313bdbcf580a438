import { is, kind, skip, skipBack } from '../characters.ts';
import { linkAfter, type Link } from '../names/after-name.ts';
import { judgeName, type NameJudgement } from '../names/judge-name.ts';
import type { Rule } from '../rule.ts';
import { newCursor, type Scan } from '../scan.ts';
import { rank } from '../spans.ts';
import { isSecretValue, looksRandom } from '../values/judge-value.ts';
import { readValue, type Value } from '../values/quoted.ts';

const readNames = newCursor();
const name_reach = 64;

/** What can follow a name that has a value; anything else ends the look at once. */
const goesOn = new Set('=: \t"\'`\\])|,(><?*&：＝\u200b\u001b+'.split('').map((character) => character.charCodeAt(0)));

/** A value after a name that says what it is: `DB_PASSWORD=…`, `"apiKey": "…"`, `--token …`, `<secret>…</secret>`. */
export const namedValue: Rule = {
  name: 'password',
  words: [
    'pass',
    'pwd',
    'secret',
    'token',
    'key',
    'auth',
    'bearer',
    'credential',
    'creds',
    'jwt',
    'kennwort',
    'psk',
    'sid',
    'session',
    'hmac',
  ],
  find(scan, start, end) {
    if (start < scan.passed(readNames)) return;
    const { text } = scan;
    const name_end = skip(text, end, kind.name, end + name_reach);
    scan.pass(readNames, name_end);
    if (!goesOn.has(text.charCodeAt(name_end))) return;
    const link = linkAfter(scan, name_end);
    if (!link) return;
    const name_start = nameStart(text, start);
    const judgement = judgeName(text.slice(name_start, name_end));
    if (judgement) hideValue(scan, { name_start, name_end, judgement, link });
  },
  pattern: 'name joint value',
  catches: [
    'export DB_PASSWORD="‹Rk7w' + 'Q2zLp9›"',
    '{"user":"x","apiKey":"‹f81a' + '0c2277d94ab3c56e›","port":1}',
    'mysqldump --password=‹j.13.P8XRk' + 'DFnrHj› -u app',
    "const clientSecret: string = '‹9fQ2" + "mXv7LpRt3Kz›';",
  ],
  spares: [
    'DB_PASSWORD=$DB_PASSWORD',
    'const token = cookies().get("session")?.value;',
    'password: false',
    'max_tokens: 4096',
    'The password policy requires 12 characters.',
    'publicKey: "mbEKBSifbFu2ll2nk2hcfYgzEkHzpv9IajFY36xF"',
  ],
};

interface Named {
  readonly name_start: number;
  readonly name_end: number;
  readonly judgement: NameJudgement;
  readonly link: Link;
}

function nameStart(text: string, start: number): number {
  let at = skipBack(text, start, kind.name, Math.max(0, start - name_reach));
  if (text.charCodeAt(at - 1) === 0x5c && /[nrtbf]/.test(text[at] ?? '')) at++;
  if (text[at - 1] === '/') at = skipBack(text, at - 1, kind.name, Math.max(0, at - name_reach));
  return at;
}

function hideValue(scan: Scan, named: Named): void {
  const value = readValue(scan, named.link.at);
  if (!fits(scan.text, named, value)) return;
  const literal = isLiteral(scan.text, named);
  const { strength, chosen_by_people, rule } = named.judgement;
  const content = scan.text.slice(value.start, value.end);
  if (!isSecretValue(content, { strength, chosen_by_people, quoted: value.quoted, literal })) return;
  scan.hide(value.start, value.end, rule, rank.named);
  scan.pass(readNames, value.end);
}

/** Whether this kind of joint may stand between such a name and such a value. */
function fits(text: string, { link, name_start, name_end, judgement }: Named, value: Value): boolean {
  switch (link.joint) {
    case 'assign':
    case 'colon':
    case 'here':
      return true;
    case 'comma':
      return value.quoted && (link.name_quoted || isFlag(text, name_start));
    case 'call':
      return (
        value.quoted &&
        /^(?:set|with|add)?_?[A-Za-z]+$/.test(text.slice(name_start, name_end)) &&
        /^(?:set|with)|^\./.test(text.slice(name_start - 1, name_end).replace(/^[^.]/, ''))
      );
    case 'tag':
      return text[name_start - 1] === '<' && text[value.end] === '<';
    case 'bar':
      return looksRandom(text.slice(value.start, value.end));
    case 'space':
    case 'says':
      return speaks(text, name_start, name_end, judgement, value);
  }
}

/** A value that only a space joins to its name must look like one. */
function speaks(text: string, start: number, end: number, judgement: NameJudgement, value: Value): boolean {
  const content = text.slice(value.start, value.end);
  if (content.startsWith('-') || !/\d/.test(content)) return false;
  if (isFlag(text, start)) return true;
  if (/^[A-Z][A-Z0-9_]*$/.test(text.slice(start, end)) && judgement.strength > 1) return true;
  return (
    content.length >= 6 &&
    /[A-Za-z]/.test(content) &&
    (judgement.chosen_by_people || (content.length >= 12 && looksRandom(content)))
  );
}

function isFlag(text: string, name_start: number): boolean {
  return text[name_start] === '-' || text[name_start - 1] === '-';
}

/** Settings hold literal values; program text holds expressions. */
function isLiteral(text: string, { link, name_start, name_end }: Named): boolean {
  if (link.tight || link.joint === 'here' || link.joint === 'space' || isFlag(text, name_start)) return true;
  if (/^[A-Z][A-Z0-9_]*$/.test(text.slice(name_start, name_end))) return true;
  return (
    link.joint === 'colon' &&
    is(text, name_start - 1, kind.space) === false &&
    name_start > 0 &&
    text[name_start - 1] !== '.'
  );
}
