import { describe, expect, test } from 'vitest';
import { createRedactor } from '../../src/redaction/index.ts';
import { tag } from './tag.ts';

const redact = (text: string): string => createRedactor({ tag }).text(text);
const body = 'L2WugPKuiisnCXTypsQUZODGgLKI6azKuIz2';
const token = 'ghp_' + body;

describe('a token', () => {
  // oxfmt-ignore
  test.each([
    ['in base64', btoa(`GITHUB_TOKEN=${token}\n`)],
    ['in base64 of base64', btoa(btoa(`GITHUB_TOKEN=${token}\n`))],
    ['in URL-safe base64 without padding', btoa(`a=${token}`).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')],
    ['in base64 of wide text', btoa([...`x=${token}`].map((letter) => `${letter}\u0000`).join(''))],
    ['in wrapped base64', btoa(`config: here is quite some text before it\nGITHUB_TOKEN=${token}\nand after it\n`).replaceAll(/.{64}/g, '$&\n')],
    ['in hex', [...token].map((letter) => letter.charCodeAt(0).toString(16)).join('')],
    ['with escaped letters', [...token].map((letter) => String.raw`\u00${letter.charCodeAt(0).toString(16)}`).join('')],
    ['with a percent sign for its underscore', token.replace('_', '%5F')],
    ['with an entity for its underscore', token.replace('_', '&#95;')],
    ['split by zero-width spaces', token.replaceAll(/.{5}/g, '$&\u200b')],
    ['split by soft hyphens', token.replaceAll(/.{7}/g, '$&\u00ad')],
    ['split by colours', token.replaceAll(/.{9}/g, '$&\u001b[32m')],
    ['split by <wbr>', token.replaceAll(/.{9}/g, '$&<wbr>')],
    ['with a Cyrillic letter in its prefix', `gh\u0440_${body}`],
    ['in fullwidth letters', [...token].map((letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfe_e0)).join('')],
    ['behind an escaped line end', String.raw`done\n${token}\nnext`],
    ['behind a colour', `\u001b[31m${token}\u001b[0m`],
    ['cut off', `${token.slice(0, 24)}…`],
  ])('%s is hidden', (_, dressed) => {
    const shown = redact(`value: ${dressed} end`);
    const plain = shown.normalize('NFKC').replaceAll(/[\u200b\u00ad]|\u001b\[\d*m|<wbr>/g, '');
    expect(plain).toContain('[REDACTED:');
    for (let at = 0; at + 12 <= body.length; at++) expect(plain).not.toContain(body.slice(at, at + 12));
    const raw = dressed.replaceAll(/\s/g, '');
    expect(shown).not.toContain(raw.slice(8, 40));
  });

  test.each(['p\u0430ssword', 'passw\u043erd', '\u0440assword', 'ｐassword'])(
    'behind a name with a letter of another script is hidden: %s',
    (name) => {
      expect(redact(`${name}=Kx9mPq2vLt`)).not.toContain('Kx9mPq2v');
    },
  );

  test('is hidden wherever it stands in a MiB, at every offset around a power of two', () => {
    const words = 'lorem ipsum dolor '.repeat(60_000).slice(0, 1 << 20);
    for (const at of [262_143, 262_144, 524_287]) {
      for (let offset = -200; offset <= 200; offset += 25) {
        const cut = at + offset;
        const spans = createRedactor({ tag }).spans(`${words.slice(0, cut)} ${token} ${words.slice(cut)}`);
        expect(spans).toEqual([{ start: cut + 1, end: cut + 1 + token.length, rule: 'github-token' }]);
      }
    }
  });
});

const lines = Array.from({ length: 12 }, (_, index) =>
  `${body}${body.slice(index)}${body.slice(0, index)}`.slice(0, 64),
);
const pem = (between: string): string =>
  `-----BEGIN RSA PRIVATE ${'KEY'}-----\n${between}\n-----END RSA PRIVATE ${'KEY'}-----`;

describe('a private key', () => {
  // oxfmt-ignore
  test.each([
    ['plain', pem(lines.join('\n'))],
    ['with line numbers', pem(lines.join('\n')).split('\n').map((line, index) => `${String(index + 1).padStart(6)}→${line}`).join('\n')],
    ['in a diff', pem(lines.join('\n')).split('\n').map((line) => `+${line}`).join('\n')],
    ['in a quote', pem(lines.join('\n')).split('\n').map((line) => `    > ${line}`).join('\n')],
    ['behind tabs', pem(lines.join('\n')).split('\n').map((line) => `\t\t${line}`).join('\n')],
    ['wrapped at 40 columns', pem(lines.join('').replaceAll(/.{40}/g, '$&\n'))],
    ['on one line', pem(lines.join('\n')).replaceAll('\n', ' ')],
    ['in JSON', JSON.stringify(pem(lines.join('\n')))],
    ['in JSON in JSON', JSON.stringify(JSON.stringify({ key: pem(lines.join('\n')) }))],
    ['joined by a program', pem(lines.join('\n')).split('\n').map((line) => `"${line}\\n" +`).join('\n')],
    ['without its end', `-----BEGIN RSA PRIVATE ${'KEY'}-----\n${lines.join('\n')}\n... [output truncated]`],
    ['without its beginning', `[...]\n${lines.slice(3).join('\n')}\n-----END RSA PRIVATE ${'KEY'}-----`],
    ['as base64', `key: ${btoa(pem(lines.join('\n')))}`],
  ])('%s is hidden', (_, text) => {
    const shown = redact(text);
    for (const line of lines.slice(3)) expect(shown).not.toContain(line.slice(0, 16));
    expect(redact(shown)).toBe(shown);
  });

  test('of 3 MB between its ends is hidden whole', () => {
    const shown = redact(pem(`${lines[0]}\n`.repeat(50_000)));
    expect(shown.length).toBeLessThan(200);
  });
});
