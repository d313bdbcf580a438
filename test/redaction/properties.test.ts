import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRedactor } from '../../src/redaction/index.ts';
import { redactStream } from '../../src/redaction/stream.ts';
import { tag } from './tag.ts';

const token = 'glpat-' + 'VAMAwZOMgFXE1iGtp9Ne';
// oxfmt-ignore
const pieces = ['password', 'DB_PASSWORD', 'token', 'api_key', 'key', 'secret', '=', ': ', ':', '"', "'", '\\"', '\\', '\n', '\\n', ' ', ', ', '{', '}', '[', ']', '(', ')', '<', '>', '&', '?', '--', '-p', 'curl ', 'mysql ', '://', '@', 'Bearer ', 'Authorization', 'Cookie', ';', '%3D', '\\u0041', '\u200b', '\u001b[31m', '-----BEGIN RSA PRIVATE KEY-----', '-----END RSA PRIVATE KEY-----', 'hunter2', 'Xk29fjw8Q', 'q9Zk2mXw8Lp4Rt6', token, '[REDACTED:x1:000000]', 'is ', 'the ', 'echo ', '| sudo -S', 'value', 'name', 'é', '密码', '\ud800'];
const mess = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(''));
const redact = (text: string): string => createRedactor({ tag }).text(text);

describe('for any text', () => {
  test('redacting twice is redacting once', () => {
    fc.assert(
      fc.property(mess, (text) => {
        const once = redact(text);
        expect(redact(once)).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  test('a token that stands by itself is hidden', () => {
    fc.assert(
      fc.property(mess, mess, (before, after) => {
        const at = before.length + 1;
        const spans = createRedactor({ tag }).spans(`${before} ${token} ${after}`);
        expect(spans.some(({ start, end }) => start <= at && end >= at + token.length)).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  test('spans are in order, apart, inside the text, and exactly what is replaced', () => {
    fc.assert(
      fc.property(mess, (text) => {
        const spans = createRedactor({ tag }).spans(text);
        let shown = '';
        let at = 0;
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          shown += text.slice(at, start);
          at = end;
        }
        expect(at).toBeLessThanOrEqual(text.length);
        expect(redact(text).replaceAll(/\[REDACTED:[a-z0-9-]+:[0-9a-f]{6}\]/g, '')).toBe(
          (shown + text.slice(at)).replaceAll(/\[REDACTED:[a-z0-9-]+:[0-9a-f]{6}\]/g, ''),
        );
      }),
      { numRuns: 1500 },
    );
  });

  test('JSON stays JSON', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...pieces), mess, { maxKeys: 5 }), fc.nat(2), (record, depth) => {
        let text = JSON.stringify(record);
        for (let level = 0; level < depth; level++) text = JSON.stringify({ out: text });
        expect(() => JSON.parse(redact(text)) as unknown).not.toThrow();
      }),
      { numRuns: 3000 },
    );
  });
});

describe('a stream', () => {
  test('shows the same wherever its chunks are cut', async () => {
    const line = `user=bob password=Xk29fjw8Q note=${'x'.repeat(60)}\n`;
    const key = `-----BEGIN RSA PRIVATE ${'KEY'}-----\n${'q9Zk2mXw8Lp4Rt6q9Zk2mXw8Lp4Rt6\n'.repeat(60_000)}-----END RSA PRIVATE ${'KEY'}-----\n`;
    const text = line.repeat(15_000) + key + line.repeat(15_000);
    for (const size of [64 * 1024, 1_000_003]) {
      const chunks = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
        text.slice(at * size, (at + 1) * size),
      );
      expect(await collected(chunks)).toBe(redact(text));
    }
  });
});

async function collected(chunks: readonly string[]): Promise<string> {
  let out = '';
  for await (const shown of redactStream(eachOf(chunks), createRedactor({ tag }))) out += shown;
  return out;
}

async function* eachOf(chunks: readonly string[]): AsyncGenerator<string> {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
}
