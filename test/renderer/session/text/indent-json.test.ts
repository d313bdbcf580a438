import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indentJson } from '../../../../src/renderer/session/text/indent-json.ts';

test('JSON on one line is laid out, every number and name as it was written', () => {
  expect(indentJson('{"a":12345678901234567890,"a":1.0,"list":[1,{"b":[]}, {} ],"t":"x, {y}: \\"z\\""}')).toBe(
    `{
  "a": 12345678901234567890,
  "a": 1.0,
  "list": [
    1,
    {
      "b": []
    },
    {}
  ],
  "t": "x, {y}: \\"z\\""
}`,
  );
});

test.each(['', 'text', '"text"', '12', '{"a":1', '{a:1}', '[1] and more', '{\n  "a": 1\n}'])(
  '%j is left as it is',
  (text) => {
    expect(indentJson(text)).toBeNull();
  },
);

test('only white space is put in', () => {
  fc.assert(
    fc.property(fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue())), (value) => {
      const text = JSON.stringify(value);
      const laidOut = indentJson(text);
      expect(laidOut).not.toBeNull();
      expect(JSON.stringify(JSON.parse(laidOut!))).toBe(text);
    }),
  );
});
