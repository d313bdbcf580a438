import { describe, expect, test } from 'vitest';
import { createRedactor } from '../../src/redaction/index.ts';
import { secretRules } from '../../src/redaction/rules/index.ts';
import { tag } from './tag.ts';

const mebi = 1 << 20;
const filled = (shape: string): string => shape.repeat(Math.ceil(mebi / shape.length)).slice(0, mebi);
/** Generous: shared machines are slow, and a text that is really polynomial takes minutes. */
const limit_ms = 8000;

function milliseconds(text: string): number {
  const redactor = createRedactor({ tag, budget_ms: Number.POSITIVE_INFINITY });
  const started = performance.now();
  redactor.text(text);
  return performance.now() - started;
}

/** The least of three: what else the machine does only adds to it. */
const leastMilliseconds = (text: string): number => Math.min(...[1, 2, 3].map(() => milliseconds(text)));

// oxfmt-ignore
const shapes = ['-----BEGIN RSA PRIVATE KEY-----', '-----BEGIN RSA PRIVATE KEY-----\n', '-----END RSA PRIVATE KEY-----', 'Cookie: a=1;', 'password="', 'password=\\"', "password='\"", 'password=', 'password=[REDACTED:x1:000000]', 'curl -H "', 'curl -u a:', '://a:b', 'a.b.c.token', 'key====', 'key: : :', 'secret:{"secret":"', '"name":"password",', '<entry key="password">', 'authorization: Digest ', 'kind: Secret\ndata:\n  a: b\n', '"kty" "d":"aaaaaaaaaaaaaaaaaaaaaaaa"', '%3d', '\\u0041', '\\\\\\\\u00', '&amp;', '\u001b[', 'a\u200b', 'ｐａｓｓｗｏｒｄ＝', '密码：', '\ud800password=\udc00', 'eyJaaaaaaaaaaaa.', 'x as password ', 'mnemonic abc ', 'auth=("', '\\', '"', '=', 'aB3', 'password_', 'LS0tLS1CRUdJTi', '0123456789abcdef0123456789abcdef-us1x'];

describe('a MiB made to keep the redactor busy', () => {
  test.each(shapes.map((shape) => [shape]))('of %j ends soon', (shape) => {
    expect(milliseconds(filled(shape))).toBeLessThan(limit_ms);
  });

  test('of any word of any rule ends soon', () => {
    const words = [...new Set(secretRules.flatMap((rule) => rule.words))];
    const text = words.map((word) => word.repeat(400)).join('\n');
    expect(milliseconds(text)).toBeLessThan((limit_ms * text.length) / mebi);
  });

  test('of base64 of text, wrapped or not, ends soon', () => {
    const encoded = btoa(filled('the password is here and there ').slice(0, (mebi * 3) / 4));
    expect(milliseconds(encoded)).toBeLessThan(limit_ms);
    expect(milliseconds(encoded.replaceAll(/.{76}/g, '$&\n'))).toBeLessThan(limit_ms);
  });

  test('of different secrets, or of one secret over and over, ends soon', () => {
    const different = Array.from({ length: 10_000 }, (_, index) => `password=Zq${index}xK8d0q${index * 7919}`).join(
      '\n',
    );
    expect(milliseconds(different)).toBeLessThan(limit_ms);
    expect(milliseconds(`password=Zq81xK8d0qPP ${filled('Zq81xK8d0qPP ')}`)).toBeLessThan(limit_ms);
  });
});

describe('the work of a rule', () => {
  test('grows with the text, not with its square', () => {
    for (const shape of ['password=', 'curl -u a:', '-----BEGIN RSA PRIVATE KEY-----\n', '"name":"password",']) {
      const one = leastMilliseconds(shape.repeat(10_000)) + 20;
      expect(leastMilliseconds(shape.repeat(40_000))).toBeLessThan(one * 12);
    }
  });
});
