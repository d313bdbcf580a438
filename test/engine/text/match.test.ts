import { expect, test } from 'vitest';
import { matchFrom } from '../../../src/engine/text/match.ts';
import { parseQuery } from '../../../src/engine/text/query.ts';

const known = ['session', 'sessions', 'passion', 'ion'];
const matchOf = (q: string, most = 10) => {
  const query = parseQuery(q);
  if ('problem' in query) return query;
  return matchFrom(query, (part, where) => {
    const words = known.filter((word) => (where === 'anywhere' ? word.includes(part) : word.endsWith(part)));
    return words.length > most ? null : words;
  });
};

test('whole words are asked for as they stand', () => {
  expect(matchOf('two words')).toEqual({ match: '("two") AND ("words")' });
  expect(matchOf('a OR "b c" -d*')).toEqual({ match: '(("a" OR "b c")) NOT ("d" *)' });
  expect(matchOf('foo_bar(')).toEqual({ match: '("foo_bar(")' });
});

test('a NUL, behind which SQLite would read nothing, parts words as any sign does', () => {
  expect(matchOf('a\0b "c\0')).toEqual({ match: '("a b") AND ("c ")' });
});

test('a part of a word is each word that holds it, and at the begin of several each that ends with it', () => {
  expect(matchOf('*essio*')).toEqual({ match: '("session" OR "sessions")' });
  expect(matchOf('*ion')).toEqual({ match: '("session" OR "passion" OR "ion")' });
  expect(matchOf('*sion.nam*')).toEqual({ match: '("session nam" * OR "passion nam" *)' });
});

test('fields alone ask nothing of the index', () => {
  expect(matchOf('project:api')).toEqual({ match: null });
});

test('what no word holds matches nothing, and leaves nothing out', () => {
  expect(matchOf('*zzz*')).toEqual({ match: null });
  expect(matchOf('one *zzz*')).toEqual({ match: null });
  expect(matchOf('one OR *zzz*')).toEqual({ match: '("one")' });
  expect(matchOf('one -*zzz*')).toEqual({ match: '("one")' });
});

test('stars beside what is no letter mean nothing', () => {
  expect(matchOf('*.foo.*')).toEqual({ match: '(".foo.")' });
  expect(matchOf('**')).toEqual({ problem: 'There is no word to look for.' });
});

test('a part that too many words hold is explained', () => {
  expect(matchOf('*s*', 2)).toEqual({
    problem: 'Too many words hold “s” to look for them all. Write more of it.',
  });
});
