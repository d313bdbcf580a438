import { describe, expect, test } from 'vitest';
import { createRedactor, redact, type Redactor, Unredacted } from '../../src/redaction/index.ts';
import { tag } from './tag.ts';

const shown = <T>(content: T, redactor: Redactor = createRedactor({ tag })): T =>
  redact(new Unredacted(content), redactor);
const holder = expect.stringMatching(/^\[REDACTED:[a-z0-9-]+:[0-9a-f]{6}\]$/) as string;

describe('redact', () => {
  test('reaches values and keys at any depth', () => {
    const token = 'ghp_' + 'L2WugPKuiisnCXTypsQUZODGgLKI6azKuIz2';
    const text = JSON.stringify(shown({ a: [{ [token]: { b: `x ${token}` } }] }));
    expect(text).not.toContain(token);
    expect(text.match(/REDACTED:github-token/g)).toHaveLength(2);
  });

  test('leaves names that are ours as they are, and nothing that stands under them', () => {
    const hidden: Redactor = { text: (raw) => raw.replaceAll('text', '…'), isOurs: (name) => name === 'text' };
    expect(shown<unknown>({ text: 'a text', texts: ['text', { text: 'text' }] }, hidden)).toEqual({
      text: 'a …',
      '…s': ['…', { text: '…' }],
    });
  });

  test('hides a word, a number and a UUID under a name that promises a secret', () => {
    expect(
      shown<unknown>({
        password: 'swordfish',
        db: { password: 40_961_234 },
        client_secret: '4760a530-e8b6-4514-b832-ad722d3cfce1',
      }),
    ).toEqual({ password: holder, db: { password: holder }, client_secret: holder });
  });

  test('leaves counters, ids and times alone', () => {
    const record = {
      tokensUsed: 12_345,
      max_tokens: 4096,
      session_id: '4760a530-e8b6-4514-b832-ad722d3cfce1',
      tool_use_id: 'toolu_01Q7XYisWi5xogvjNvRiCi4E',
      at: '2026-03-02T10:11:12.345Z',
      password: null,
      is_secret: true,
    };
    expect(shown(record)).toEqual(record);
  });

  test('knows a value by the name beside it', () => {
    expect(shown({ name: 'DB_PASSWORD', value: 'wF9IsZwpbSxPA' })).toEqual({ name: 'DB_PASSWORD', value: holder });
    expect(shown({ value: 'wF9IsZwpbSxPA', key: 'api_token' })).toEqual({ value: holder, key: 'api_token' });
    const attribute = {
      key: 'http.request.header.authorization',
      value: { stringValue: 'Bearer ABDZiw58C5Ye26nF4BrL' },
    };
    expect(JSON.stringify(shown(attribute))).not.toContain('ABDZiw58');
    expect(shown({ name: 'theme', value: 'dark' })).toEqual({ name: 'theme', value: 'dark' });
  });

  test('reads strings in a row as the arguments of one command', () => {
    expect(shown(['mysql', '-u', 'root', '-pWG0ajWKY8KVMz', '-e', 'select 1'])[3]).toMatch(/^-p\[REDACTED:/);
    expect(shown(['tool', '--password', 'kGqA081uatXo', '--verbose'])).toEqual([
      'tool',
      '--password',
      holder,
      '--verbose',
    ]);
    expect(shown(['username', 'password', 'email2'])).toEqual(['username', 'password', 'email2']);
  });

  test('keeps a key named __proto__ as data', () => {
    const result = shown(JSON.parse('{"__proto__": {"password": "Xk29fjw8Q"}, "constructor": 1}') as object);
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
    expect(Object.keys(result)).toEqual(['__proto__', 'constructor']);
    expect(JSON.stringify(result)).not.toContain('Xk29fjw8Q');
  });

  test('goes as deep as a log may nest', () => {
    let tree: unknown = 'DB_PASSWORD=Xk29fjw8Q';
    for (let depth = 0; depth < 20_000; depth++) tree = [tree];
    let inner = shown(tree);
    while (Array.isArray(inner)) inner = inner[0];
    expect(inner).toMatch(/^DB_PASSWORD=\[REDACTED:/);
  });

  test('needs no more of a redactor than that it redacts text', () => {
    const plain: Redactor = { text: (raw) => raw.toUpperCase() };
    expect(shown({ a: ['b', { password: 'c', n: 1 }] }, plain)).toEqual({ A: ['B', { PASSWORD: 'C', N: 1 }] });
  });
});

describe('Unredacted', () => {
  test('shows nothing of its content', () => {
    const box = new Unredacted('DB_PASSWORD=Xk29fjw8Q');
    expect(
      `${box} ${JSON.stringify(box)} ${JSON.stringify({ box })} ${JSON.stringify(Object.entries(box))}`,
    ).not.toContain('Xk29');
  });
});
