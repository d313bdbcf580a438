import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseQuery } from '../../../src/engine/text/query.ts';
import { WordFinder } from '../../../src/engine/text/snippet.ts';
import { tokenizer, wordsOf } from '../../../src/engine/text/words.ts';

function finderOf(q: string): WordFinder {
  const query = parseQuery(q);
  if ('problem' in query) throw new Error(query.problem);
  return new WordFinder(query.wanted.flat());
}

/** The text with brackets for marks. */
const marked = (q: string, text: string): string =>
  finderOf(q).marked(text).replaceAll('\uE000', '[').replaceAll('\uE001', ']');

test.each([
  ['test', 'the latest test, tests; a-test_b TEST', 'the latest [test], tests; a-test_b [TEST]'],
  ['test*', 'the latest tests', 'the latest [test]s'],
  ['*test', 'the latest tests', 'the la[test] tests'],
  ['*es*', 'tests', 't[es]ts'],
  ['"two words"', 'two\n  words, two, words two', '[two\n  words], [two, words] two'],
  ['a.b(', 'a.b(1) a b.c ab', '[a.b](1) [a b].c ab'],
  ['*rt.clo*', 'port.close()', 'po[rt.clo]se()'],
  ['cafe', 'Café, cafe\u0301 und cafés', '[Café], [cafe\u0301] und cafés'],
  ['café', 'CAFE', '[CAFE]'],
  ['мой', 'Мой моя', '[Мой] моя'],
  ['σίσυφος', 'ΣΊΣΥΦΟΣ', '[ΣΊΣΥΦΟΣ]'],
  ['done', '🧪done🤖', '🧪[done]🤖'],
  ['one OR two', 'two one', '[two] [one]'],
  ['tests test*', 'tests testing', '[tests] [test]ing'],
  ['log', 'a \uE000x\uE001 in the log', 'a  x  in the [log]'],
])('%s is marked where the index finds it', (q, text, expected) => {
  expect(marked(q, text)).toBe(expected);
});

test('a single word is marked in any text just where the index would mark it', () => {
  const db = new DatabaseSync(':memory:');
  db.exec(`create virtual table texts using fts5 (text, tokenize = "${tokenizer()}")`);
  const put = db.prepare('insert into texts (rowid, text) values (1, ?)');
  const found = db.prepare("select highlight(texts, 0, '[', ']') as text from texts where texts match ?");
  const letter = fc.constantFrom(
    ...'abAB_1 .-\n',
    'é',
    'É',
    'e',
    '\u0301',
    '\u0305',
    'й',
    'ς',
    'Σ',
    '漢',
    '한',
    '𝒜',
    '🤖',
    'İ',
    'ß',
  );
  const text = fc.array(letter, { maxLength: 12 }).map((letters) => letters.join(''));
  const word = fc.array(letter, { minLength: 1, maxLength: 2 }).map((letters) => letters.join(''));
  fc.assert(
    fc.property(text, word, fc.boolean(), (held, looked, goes_on) => {
      fc.pre(/^[\p{L}\p{N}_]+$/u.test(looked));
      db.exec('delete from texts');
      put.run(held);
      const row = found.get(`"${looked}"${goes_on ? '*' : ''}`);
      // The index marks the whole word where it only begins with what was looked for.
      const own = marked(`${looked}${goes_on ? '*' : ''}`, held);
      if (row === undefined) expect(own).toBe(held);
      else if (goes_on) expect(own).toContain('[');
      else expect(own).toBe(row['text']);
    }),
    { numRuns: 2000 },
  );
});

test('every word of a text is found in it, and every end of one as a part', () => {
  const letter = fc.constantFrom(...'abzAZ09_ .-', 'é', 'e\u0301', 'İ', 'ß', '\u212A', '漢', '\uE000', 'ς', 'й');
  fc.assert(
    fc.property(fc.array(letter), fc.nat(), (letters, place) => {
      const text = letters.join('');
      for (const word of wordsOf(text)) {
        const whole = { text: word, begins_before: false, goes_on: false };
        const part = { text: word.slice(place % word.length), begins_before: true, goes_on: false };
        expect(new WordFinder([whole]).first(text)).not.toBeNull();
        expect(new WordFinder([part]).first(text)).not.toBeNull();
      }
    }),
  );
  expect(finderOf('other').first('Fix the menu')).toBeNull();
});

test('a snippet begins shortly before the word, in one line, and no cut makes a word of the end of another', () => {
  const text = `${'x'.repeat(80)}latest ${'y '.repeat(30)}test ${'z'.repeat(300)}`;
  const finder = finderOf('test');
  const place = finder.first(text)!;
  expect(text.slice(place.start, place.end)).toBe('test');
  const snippet = finder.snippetAt(text, place.start);
  expect(snippet.split('\uE000')).toHaveLength(2);
  expect(snippet).toMatch(/^….{70}\uE000test\uE001 z+…$/);
  expect(finder.snippetAt('no word\n\there', 0)).toBe('no word here');
  // Nor does the cut at its other end.
  const long = `test ${'x '.repeat(115)}test`;
  expect(finder.snippetAt(`${long}ing on`, 0).split('\uE000')).toHaveLength(2);
  expect(finder.snippetAt(`${long} on`, 0).split('\uE000')).toHaveLength(3);
  // The cut falls into the word that ends with it.
  const cut = finder.snippetAt(`${'a'.repeat(97)}la${text.slice(80 + 2)}`, 97 + 72);
  expect(cut).not.toMatch(/^…\uE000test/);
});
