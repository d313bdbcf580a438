import type { SearchQuery, SearchWord } from './query.ts';
import { wordsOf } from './words.ts';

/** The words of the index that end with a part, or hold it anywhere; null when they are more than can be looked for. */
export type FindWords = (part: string, where: 'at_end' | 'anywhere') => string[] | null;

/**
 * What is asked of the full-text index; null when no words are asked for, or nothing there can match. Gives a sentence when a part of a word is
 * held by too many words.
 */
export function matchFrom(query: SearchQuery, findWords: FindWords): { match: string | null } | { problem: string } {
  const crowded: string[] = [];
  const anyOf = (words: SearchWord[]): string[] =>
    words.flatMap((word) => {
      const phrases = phrasesOf(word, findWords);
      if (phrases === null) crowded.push(word.text);
      return phrases ?? [];
    });
  const wanted = query.wanted.map(anyOf);
  const unwanted = anyOf(query.unwanted);
  if (crowded.length > 0)
    return { problem: `Too many words hold “${crowded[0]!.slice(0, 50)}” to look for them all. Write more of it.` };
  if (wanted.length === 0 || wanted.some((phrases) => phrases.length === 0)) return { match: null };
  const all = wanted.map((phrases) => `(${phrases.join(' OR ')})`).join(' AND ');
  return { match: unwanted.length === 0 ? all : `(${all}) NOT (${unwanted.join(' OR ')})` };
}

/** The ways in which a word can stand in the index. The index knows whole words, so parts are looked up among them. */
function phrasesOf({ text, begins_before, goes_on }: SearchWord, findWords: FindWords): string[] | null {
  if (!begins_before) return [`${quoted(text)}${goes_on ? ' *' : ''}`];
  const [first = '', ...rest] = wordsOf(text);
  const isOne = rest.length === 0;
  const words = findWords(first, isOne && goes_on ? 'anywhere' : 'at_end');
  return words && words.map((word) => `${quoted([word, ...rest].join(' '))}${goes_on && !isOne ? ' *' : ''}`);
}

/** In quotes nothing has a meaning of its own; `foo_bar(` and `a.b` are words in a row. Behind a NUL SQLite reads nothing. */
const quoted = (text: string): string => `"${text.replaceAll('\0', ' ').replaceAll('"', '""')}"`;
