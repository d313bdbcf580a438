import { describe, expect, test } from 'vitest';
import { buildAutomaton } from '../../src/redaction/automaton.ts';
import { nextDigit } from '../../src/redaction/names/next-digit.ts';
import { comparedBefore } from '../../src/redaction/names/prose.ts';
import { wordAround } from '../../src/redaction/rules/heading-word.ts';
import { secretRules } from '../../src/redaction/rules/index.ts';
import { Scan } from '../../src/redaction/scan.ts';

const automaton = buildAutomaton(secretRules.flatMap((rule) => rule.words.map((word) => [word, rule] as const)));
const scanOf = (): Scan => new Scan(automaton, () => {});

/** Characters that rules looked at in the text. */
function workOn(text: string): number {
  const scan = scanOf();
  scan.run(text);
  return scan.work;
}

const endings = ['', '=', ': ', ': "', '=("', ',', ' ', '|', '="a1'];
const words = ['password', 'key', 'sid', 'auth', 'creds', 'token', '密码', 'пароль', 'pwd', 'cookie', 'authorization'];

describe('the work on a text made of one word', () => {
  test.each(words.flatMap((word) => endings.map((ending) => [word + ending])))('%j grows with its length', (unit) => {
    const once = workOn(unit.repeat(2000));
    expect(workOn(unit.repeat(8000))).toBeLessThan(once * 4.2 + 10_000);
  });
});

describe('a look around', () => {
  test('finds the next digit from anywhere, in order or not', () => {
    const text = `${'a'.repeat(50)}1${'b'.repeat(50)}2${'c'.repeat(20)}`;
    const scan = scanOf();
    scan.run(text);
    const next = (at: number): number => (at <= 50 ? 50 : at <= 101 ? 101 : text.length);
    for (const at of [0, 10, 50, 51, 60, 101, 102, 110, 3, 55, 0, 120]) expect(nextDigit(scan, at)).toBe(next(at));
  });

  test('finds the word around a place and reads a long one once', () => {
    const scan = scanOf();
    scan.run(`x ${'pwd'.repeat(10_000)}, old_pwd_2 |`);
    const before = scan.work;
    for (let at = 2; at + 3 <= 30_002; at += 3)
      expect(wordAround(scan, at, at + 3)).toEqual({ start: Math.max(2, at - 48), end: Math.min(30_002, at + 51) });
    expect(scan.work - before).toBeLessThan(31_000);
    expect(wordAround(scan, 30_008, 30_011)).toEqual({ start: 30_004, end: 30_013 });
  });

  test.each([
    ["if ('hunter2hunter2' === ", 'hunter2hunter2'],
    ['if ("hunter2hunter2" != ', 'hunter2hunter2'],
    ['assertEquals("hunter2hunter2", ', 'hunter2hunter2'],
    ['expect(\\"hunter2hunter2\\", ', 'hunter2hunter2'],
    ['call("hunter2hunter2", ', null],
    ['"short" == ', null],
    ['"two" + "hunter2hunter2 == ', null],
    ['"hunter2hunter2" = ', null],
  ])('finds what a name is compared with behind %s', (before, value) => {
    const scan = scanOf();
    scan.run(`${before}password`);
    const found = comparedBefore(scan, before.length);
    expect(found && scan.text.slice(found.start, found.end)).toBe(value);
  });
});

test.each([
  ['Cookie: ==; ==sid=8f2Kd9Qx0Lm3Zp7R; a==b', '8f2Kd9Qx0Lm3Zp7R'],
  ['Cookie: lang=en; sid=8f2Kd9Qx=Lm3Zp7R==; theme=dark', '8f2Kd9Qx=Lm3Zp7R=='],
  [`Cookie: ${'n'.repeat(200)}_session=8f2Kd9Qx0Lm3Zp7R`, '8f2Kd9Qx0Lm3Zp7R'],
])('the value of a cookie is what stands behind the first sign of its name in %s', (line, value) => {
  const scan = scanOf();
  const found = scan.run(line).filter(({ rule }) => rule === 'cookie');
  expect(found.map(({ start, end }) => line.slice(start, end))).toEqual([value]);
});
