import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { longestLineBytes, parseLine } from '../../src/sources/jsonl.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => parseLine(bytes(text));

describe('a line', () => {
  test('is an object', () => {
    expect(read('{"a":1}')).toEqual({ records: [{ a: 1 }], problem: null });
  });

  test.each(['', '   ', '\t', '\r', '\0\0'])('that is blank (%j) is nothing', (text) => {
    expect(read(text)).toEqual({ records: [], problem: null });
  });

  test.each([
    ['a byte order mark', '\ufeff{"a":1}'],
    ['NUL bytes', '\0\0\0{"a":1}'],
    ['blanks around', '  {"a":1}  '],
    ['a Windows line end', '{"a":1}\r'],
    ['NUL bytes behind', '{"a":1}\0\0'],
  ])('with %s is read all the same', (_, text) => {
    expect(read(text)).toEqual({ records: [{ a: 1 }], problem: null });
  });

  test('with several objects holds them in order, whatever stands in their texts', () => {
    expect(read('{"a":"}{"}{"b":"\\"}"} {"c":{"d":[{}]}}').records).toEqual([
      { a: '}{' },
      { b: '"}' },
      { c: { d: [{}] } },
    ]);
  });

  test.each([
    ['[1]', 'The line is not a JSON object.'],
    ['"a"', 'The line is not a JSON object.'],
    ['null', 'The line is not a JSON object.'],
    ['7', 'The line is not a JSON object.'],
    ['text', 'The line is not valid JSON.'],
    ['{"a":', 'The line is not valid JSON.'],
    ['{"a":1}}', 'The line is broken after its first object.'],
    ['{"a":1}{"b"', 'The line is broken after its first object.'],
  ])('that is %s is a problem', (text, problem) => {
    expect(read(text).problem).toBe(problem);
  });

  test('keeps its good objects when it is broken behind them', () => {
    expect(read('{"a":1}{"b":2}rubbish').records).toEqual([{ a: 1 }, { b: 2 }]);
  });

  test('with bytes that are not UTF-8 is read with marks in their place', () => {
    const broken = Uint8Array.from([...bytes('{"a":"'), 0xff, 0xc3, 0x28, ...bytes('"}')]);
    expect(parseLine(broken).records).toEqual([{ a: '\ufffd\ufffd(' }]);
  });

  test('may nest deeper than the call stack', () => {
    expect(read(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`).records).toHaveLength(1);
  });

  test('that is too long is not parsed', () => {
    const long = new Uint8Array(longestLineBytes + 1).fill(0x20, 1);
    long[0] = 0x7b;
    expect(parseLine(long)).toEqual({ records: [], problem: 'The line is longer than 50 MB.' });
  });

  test('keeps a key named __proto__ as data', () => {
    const record = read('{"__proto__":{"polluted":true}}').records[0]!;
    expect(Object.hasOwn(record, '__proto__')).toBe(true);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('never throws, and what was written is read', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (any) => {
        expect(parseLine(any).records).toBeInstanceOf(Array);
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 1, maxLength: 4 }), (objects) => {
        const text = objects.map((object) => JSON.stringify(object)).join('');
        expect(JSON.stringify(read(text).records)).toBe(
          `[${objects.map((object) => JSON.stringify(object)).join(',')}]`,
        );
      }),
    );
  });
});
