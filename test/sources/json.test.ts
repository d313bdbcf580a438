import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { burdenIn, harmlessChars, most, parseJson, TooMuchJson } from '../../src/sources/json.ts';
import { parseLine } from '../../src/sources/jsonl.ts';

const filler = ` ${' '.repeat(harmlessChars)}`;
const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const listOf = (count: number, item: (n: number) => string): string =>
  `[${Array.from({ length: count }, (_, n) => item(n)).join()}]`;

describe('a large text', () => {
  test.each([
    [
      'levels',
      nested(most.levels + 1),
      'The line holds 25,001 levels of brackets within each other; one with more than 25,000 levels of brackets within each other is not read.',
    ],
    [
      'names',
      `{${Array.from({ length: 2 * most.names }, (_, n) => `"k${n}":1`).join()}}`,
      'The line holds 200,000 named fields; one with more than 100,000 different names is not read.',
    ],
    [
      'fields',
      `{${'"k":1,'.repeat(most.fields)}"k":2}`,
      'The line holds 300,001 named fields; one with more than 300,000 named fields is not read.',
    ],
    [
      'lists and objects',
      listOf(most.lists_and_objects, () => '{}'),
      'The line holds 500,001 lists and objects; one with more than 500,000 lists and objects is not read.',
    ],
    [
      'values',
      listOf(most.values, () => '1'),
      'The line holds 3,000,000 values; one with more than 3,000,000 values is not read.',
    ],
  ])('with more %s than are read says so', (what, text, sentence) => {
    const more = what === 'values' ? text.replace('[1', '[1,1') : text;
    expect(burdenIn(more)).toBe(what === 'values' ? sentence.replace('3,000,000', '3,000,001') : sentence);
    expect(() => parseJson(more + filler)).toThrow(TooMuchJson);
  });

  test('with as much as is read is parsed', () => {
    const text = listOf(100_000, (n) => `{"a":${n},"b":"["}`);
    expect(parseJson(text + filler)).toEqual(JSON.parse(text));
    let levels = 0;
    for (let at = parseJson(nested(most.levels) + filler); Array.isArray(at); at = at[0]) levels += 1;
    expect(levels).toBe(most.levels);
  });

  test('with a name that comes again and again holds one name', () => {
    expect(parseJson(`{${'"k":1,'.repeat(most.fields - 1)}"k":2}`)).toEqual({ k: 2 });
  });

  test('of brackets, names and commas in strings is a light one', () => {
    const text = JSON.stringify({ a: `\\"${nested(most.levels * 2)}`, b: '\\', c: '","x":{'.repeat(most.names * 3) });
    expect(burdenIn(text)).toBeNull();
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  test('that is cut off anywhere is looked over to its end', () => {
    const text = JSON.stringify({ a: ['\\"', { b: '\\\\' }], c: 'x"' });
    fc.assert(
      fc.property(fc.nat(text.length), fc.string({ maxLength: 20 }), (at, tail) => {
        expect(burdenIn(text.slice(0, at) + tail)).toBeNull();
      }),
    );
  });

  test('that is no JSON is a syntax error, whatever its size', () => {
    for (const text of ['{', `{${filler}`]) expect(() => parseJson(text)).toThrow(SyntaxError);
  });
});

test('a line that holds too much is a problem without a record, and costs no more than looking it over', () => {
  const began = process.memoryUsage.rss();
  const { records, problem } = parseLine(Buffer.from(`{"type":"user","a":${nested(5_000_000)}}`));
  expect(records).toEqual([]);
  expect(problem).toContain('5,000,001 levels');
  expect(process.memoryUsage.rss() - began).toBeLessThan(100 * 2 ** 20);
});
