import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokenizer, wordsOf } from '../../../src/engine/text/words.ts';

/** The words that the index itself makes of a text. */
function wordsOfIndex(): (text: string) => string[] {
  const db = new DatabaseSync(':memory:');
  db.exec(`create virtual table texts using fts5 (text, tokenize = "${tokenizer()}")`);
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
    '한국어 ガイド',
    'ΣΊΣΥΦΟΣ Ἡ µs',
    'ſtop cafe\u0301s',
    'K2 \u212A',
    '',
  ])
    expect(wordsOf(text)).toEqual(expected(text));
  const ascii = fc.string({ unit: 'binary-ascii' }).filter((text) => !text.includes('\0'));
  fc.assert(fc.property(ascii, (text) => void expect(wordsOf(text)).toEqual(expected(text))));
});

test('each character is taken as the index takes it, but for letters that became large ones after its tables were made', () => {
  const db = new DatabaseSync(':memory:');
  db.exec(`create virtual table texts using fts5 (text, tokenize = "${tokenizer()}")`);
  db.exec('create virtual table words using fts5vocab(texts, instance)');
  const put = db.prepare('insert into texts (rowid, text) values (?, ?)');
  const compared = new RegExp(
    String.raw`[[\p{L}\p{N}]&&[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hebrew}]]|[[\p{Extended_Pictographic}\p{Sc}]&&\p{Script=Common}]|[\u0300-\u036f]`,
    'v',
  );
  const expected = new Map<number, string[]>();
  db.exec('begin');
  for (let code = 0x80; code < 0x30000; code++) {
    const character = String.fromCodePoint(code);
    if (!compared.test(character)) continue;
    put.run(code, `a${character}b`);
    expected.set(code, []);
  }
  db.exec('commit');
  for (const { doc, term } of db.prepare('select doc, term from words order by doc, offset').iterate())
    expected.get(Number(doc))!.push(String(term));
  expect(expected.size).toBeGreaterThan(80_000);
  const others = [...expected].filter(
    ([code, words]) => wordsOf(`a${String.fromCodePoint(code)}b`).join() !== words.join(),
  );
  const known = /^[\u01e0\u01e1\u037f\u0528-\u052e\u1c89\u1e9b\ua698-\ua7f5\u{1ecb0}]$/u;
  expect(others.map(([code]) => String.fromCodePoint(code)).filter((letter) => !known.test(letter))).toEqual([]);
});
