import { describe, expect, test } from 'vitest';
import { isInsideEscape, needlesFor, searchable, wholeOffset } from '../../../src/engine/find/searchable.ts';

const seen = (text: string, format: 'plain' | 'markdown' | 'json' = 'plain') => searchable({ text, format });

describe('a text as it is looked through', () => {
  test('has no terminal colours, and places behind them are those of the whole text', () => {
    const text = 'a \u001B[31mFAIL\u001B[39m test';
    const { text: shown, shifts } = seen(text);
    expect(shown).toBe('a fail test');
    expect(wholeOffset(shifts, shown.indexOf('a'))).toBe(0);
    expect(wholeOffset(shifts, shown.indexOf('fail'))).toBe(text.indexOf('FAIL'));
    expect(wholeOffset(shifts, shown.indexOf('test'))).toBe(text.indexOf('test'));
  });

  test('shows a hidden value as its mark', () => {
    const text = 'use [REDACTED:github-token:a1f3c2] now';
    const { text: shown, shifts } = seen(text);
    expect(shown).toBe('use github token · a1f3 now');
    expect(wholeOffset(shifts, shown.indexOf('now'))).toBe(text.indexOf('now'));
    expect(seen(text, 'json').text).toBe(shown);
  });

  test('has no signs of Markdown, where it is written in it', () => {
    const text = '**Done:** `keepSession` is ~~never~~ called';
    const { text: shown, shifts } = seen(text, 'markdown');
    expect(shown).toBe('done: keepsession is never called');
    expect(wholeOffset(shifts, shown.indexOf('called'))).toBe(text.indexOf('called'));
    expect(seen(text).text).toBe(text.toLowerCase());
  });

  test('keeps its length in small letters', () => {
    expect(seen('İstanbul').text).toHaveLength('İstanbul'.length);
    expect(seen('İstanbul STREET').text).toContain('street');
  });
});

test('what is looked for in JSON is written as JSON writes it', () => {
  expect(needlesFor('Say "hi"').json).toBe('say \\"hi\\"');
  expect(needlesFor('C:\\temp').json).toBe('c:\\\\temp');
  expect(needlesFor('`a**b`')).toEqual({ plain: '`a**b`', markdown: 'ab', json: '`a**b`' });
});

test('a match in JSON does not begin within a character', () => {
  const json = JSON.stringify('one\ntwo \\next \u0001b');
  expect(isInsideEscape(json, json.indexOf('ntwo'))).toBe(true);
  expect(isInsideEscape(json, json.indexOf('next'))).toBe(false);
  expect(isInsideEscape(json, json.indexOf('001b'))).toBe(true);
  expect(isInsideEscape(json, json.indexOf('two'))).toBe(false);
});
