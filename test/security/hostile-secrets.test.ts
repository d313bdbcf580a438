import { describe, expect, test } from 'vitest';
import { createRedactor } from '../../src/redaction/index.ts';

const redact = (text: string): string => createRedactor({ tag: () => '0a1b2c' }).text(text);
const placeholder = /\[REDACTED:[a-z0-9-]+:0a1b2c\]/;
const token = ['ghp', 'Kd82mQzP0xW7vT5nLr3YcHs6BgJf4Dq9Ew2A'].join('_');
const begin = ['-----BEGIN RSA', 'PRIVATE KEY-----'].join(' ');
const end = begin.replace('BEGIN', 'END');
const keyLines = Array.from({ length: 12 }, (_, n) => `MIIEpAIBAAKCAQEA${n}kYq8RzT3vNcLp5HsWd7JfGt2XbMx9QaUe4ZiOyKw6R`);

/** Whether eight characters in a row of the secret are still shown. */
function isShown(shown: string, secret: string): boolean {
  for (let at = 0; at + 8 <= secret.length; at++) if (shown.includes(secret.slice(at, at + 8))) return true;
  return false;
}

/** Texts with a secret, by the numbers of the list of hostile inputs. */
const hidden: readonly (readonly [n: number, what: string, text: string, secret: string])[] = [
  [62, 'a secret that is a key', JSON.stringify({ [token]: 1 }), token],
  [
    63,
    'a secret in the name of a file, a folder, a branch or a model',
    `/srv/${token}/x.ts on feature/${token} with ${token}-mini`,
    token,
  ],
  [
    64,
    'a secret in JSON in JSON in JSON',
    JSON.stringify(JSON.stringify(JSON.stringify({ password: 'Kd82mQzP0xW7' }))),
    'Kd82mQzP0xW7',
  ],
  ...['  12\t', '+', '> ', '\t', ' 7→'].map(
    (before) =>
      [
        65,
        `a private key behind ${JSON.stringify(before)}`,
        [begin, ...keyLines, end].map((line) => before + line).join('\n'),
        keyLines[6]!,
      ] as const,
  ),
  [65, 'a private key without its end', [begin, ...keyLines].join('\n'), keyLines[11]!],
  [
    65,
    'a private key in lines of 40',
    `${begin}\n${keyLines.join('').replaceAll(/.{40}/g, '$&\n')}\n${end}`,
    keyLines.join('').slice(80, 120),
  ],
  [70, 'base64 of base64 of a token', btoa(btoa(`token=${token}`)), btoa(btoa(`token=${token}`)).slice(10)],
  ...['\u200b', '\u00ad', '\u001b[31m', '<wbr>'].map(
    (inside) =>
      [
        71,
        `a token split by ${JSON.stringify(inside)}`,
        `key ${token.slice(0, 16)}${inside}${token.slice(16)} end`,
        token,
      ] as const,
  ),
  [72, 'a name in fullwidth letters', 'ｐａｓｓｗｏｒｄ＝Kd82mQzP0xW7', 'Kd82mQzP0xW7'],
  [
    73,
    'a token with a letter of another script',
    `key ѕk-ant-api03-${'Kd82mQzP0xW7vT5nLr3Y'.repeat(4)}AA`,
    'Kd82mQzP0xW7vT5nLr3Y',
  ],
  [75, 'a secret around a placeholder', 'password=Kd82mQzP[REDACTED:x1:000000]xW7vT5nLr3', 'xW7vT5nLr3'],
  [79, 'a secret of signs that mean something in patterns', 'password: "a.*(b+)[c]$^|9\\\\d?"', 'a.*(b+)[c]$^|9'],
  [82, 'a password of digits', '{"password": 4096123487}', '4096123487'],
  [83, 'a password with blanks and quotes', '{"password": "a\\"b c7!xK d82m"}', 'xK d82m'],
];

describe('a hostile secret', () => {
  test.each(hidden)('%i: %s is hidden', (_n, _what, text, secret) => {
    const shown = redact(text);
    expect(shown).toMatch(placeholder);
    expect(isShown(shown, secret)).toBe(false);
    expect(redact(shown)).toBe(shown);
  });

  test('61: at every place around the edge of a piece is hidden', () => {
    for (let at = 262_143 - 200; at <= 262_143 + 200; at += 7) {
      const text = `${'word '.repeat(60_000).slice(0, at)} ${token} ${'more '.repeat(20_000)}`;
      expect(isShown(redact(text), token)).toBe(false);
    }
  });

  test('74: a forged placeholder stays as it is and hides nothing', () => {
    expect(redact('[REDACTED:x1:000000] and [REDACTED:not one')).toBe('[REDACTED:x1:000000] and [REDACTED:not one');
  });

  test('76: that is a common word is hidden where it is named and nowhere else', () => {
    expect(redact('DB_PASSWORD=letmein\nplease letmein now')).toMatch(
      /^DB_PASSWORD=\[REDACTED[^\n]*\nplease letmein now$/,
    );
  });
});

/** Texts that would keep a careless redactor busy for minutes. */
const busy: readonly (readonly [n: number, what: string, text: string])[] = [
  [
    65,
    'a private key of 30 MB',
    `${begin}\n${'kYq8RzT3vNcLp5HsWd7JfGt2XbMx9QaUe4ZiOyKw6RvTn1PlSj0DhFgCuBmR4w2L\n'.repeat(460_000)}${end}`,
  ],
  [66, 'the beginning of a private key 30,000 times', begin.repeat(30_000)],
  [67, 'a cookie 80,000 times', 'Cookie: a=1;'.repeat(80_000)],
  [68, 'a password without its end 100,000 times', 'password="'.repeat(100_000)],
  [69, 'the beginning of a header 110,000 times', 'curl -H "'.repeat(110_000)],
  [77, '10,000 secrets', Array.from({ length: 10_000 }, (_, n) => `password=Kd8${n}mQzP0xW${n}`).join('\n')],
  [78, 'the same secret 1,000,000 times', `password=Kd82mQzP0xW7\n${'Kd82mQzP0xW7 '.repeat(1_000_000)}`],
];

describe('a text made to keep the redactor busy', () => {
  test.each(busy)('%i: %s ends within its budget', { timeout: 60_000 }, (n, _what, text) => {
    const started = process.cpuUsage().user;
    const shown = createRedactor({ tag: () => '0a1b2c', budget_ms: 10_000 }).text(text);
    expect((process.cpuUsage().user - started) / 1e6 / Math.max(1, text.length / (1 << 20))).toBeLessThan(8);
    if (n === 78) expect(shown).not.toContain('Kd82mQzP');
    if (n === 77) expect(shown.match(/\[REDACTED/g)).toHaveLength(10_000);
    if (text.includes('kYq8RzT3')) expect(shown).not.toContain('kYq8RzT3');
  });

  test('84: nothing is found in megabytes of hashes', { timeout: 60_000 }, () => {
    const hash = (n: number): string =>
      Array.from({ length: 8 }, (_, k) =>
        (Math.imul(n * 8 + k + 1, 2_654_435_761) >>> 0).toString(16).padStart(8, '0'),
      ).join('');
    const text = Array.from({ length: 60_000 }, (_, n) => `${hash(n)}  src/file-${n}.ts`).join('\n');
    expect(createRedactor({ tag: () => '0a1b2c' }).spans(text)).toEqual([]);
  });
});
