import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mayHold, wordsOf } from '../../../src/engine/text/words.ts';

/** The words that the index itself makes of a text. */
function wordsOfIndex(): (text: string) => string[] {
  const db = new DatabaseSync(':memory:');
  db.exec(`create virtual table texts using fts5 (text, tokenize = "unicode61 remove_diacritics 2 tokenchars '_'")`);
  db.exec('create virtual table words using fts5vocab(texts, instance)');
  const ordered = db.prepare('select term from words order by doc, offset');
  return (text) => {
    db.exec('delete from texts');
    db.prepare('insert into texts (text) values (?)').run(text);
    return ordered.all().map(({ term }) => String(term));
  };
}

test('the words of a text are those that the index makes of it', () => {
  const expected = wordsOfIndex();
  for (const text of [
    'Fix the Café-Menü',
    'naïve façade',
    'МОСКВА и Берлин',
    'foo_bar(1) a.b',
    '漢字 x',
    'K2 \u212A',
    '',
  ])
    expect(wordsOf(text)).toEqual(expected(text));
  const ascii = fc.string({ unit: 'binary-ascii' }).filter((text) => !text.includes('\0'));
  fc.assert(fc.property(ascii, (text) => void expect(wordsOf(text)).toEqual(expected(text))));
});

test('a text may hold every word of it, and every part of one; an ASCII text holds no other', () => {
  const letter = fc.constantFrom(...'abzAZ09_ .-', 'é', 'e\u0301', 'İ', 'ß', '\u212A', '漢', '\uE000');
  fc.assert(
    fc.property(fc.array(letter), fc.nat(), (letters, place) => {
      const text = letters.join('');
      const words = wordsOf(text);
      const parts = words.map((word) => word.slice(place % word.length));
      expect([mayHold(text, words), mayHold(text, parts)]).toEqual([true, true]);
    }),
  );
  expect(mayHold('Fix the menu', ['fix', 'other'])).toBe(false);
});
