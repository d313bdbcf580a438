import type { SearchWord } from './query.ts';
import { accents, letters, plainLetters, wordsOf } from './words.ts';

/** Text before the first match, and the length of a snippet, in UTF-16 units. */
const before = 70;
const length = 240;

/** Where something that was looked for stands, in UTF-16 units. */
export interface WordPlace {
  start: number;
  end: number;
}

/** Finds words where the index found them: as whole words unless they may begin before or go on, whatever stands between them. */
export class WordFinder {
  readonly #words: readonly (SearchWord & { own: string[] })[];

  constructor(words: readonly SearchWord[]) {
    this.#words = words.map((word) => ({ ...word, own: wordsOf(word.text) })).filter(({ own }) => own.length > 0);
  }

  /** Where the first of the words stands; null when there is none. */
  first(text: string): WordPlace | null {
    const [place] = this.#placesIn(text, 0, 1);
    return place ?? null;
  }

  /** The text around a place, in one line; every word in it stands between U+E000 and U+E001. */
  snippetAt(text: string, place: number): string {
    const start = Math.max(0, place - before);
    const end = Math.min(text.length, start + length);
    const piece = this.#marked(text, start, end).replace(/\s+/g, ' ').toWellFormed();
    return `${start > 0 ? '…' : ''}${piece}${end < text.length ? '…' : ''}`;
  }

  /** The text with every word between marks. */
  marked(text: string): string {
    return this.#marked(text, 0, text.length);
  }

  #marked(text: string, start: number, end: number): string {
    const lead = Math.max(0, start - mostUnitsOfLetter);
    const seen = text.slice(lead, end + mostUnitsOfLetter);
    let result = '';
    let at = start;
    for (const place of this.#placesIn(seen, start - lead)) {
      const [from, to] = [lead + place.start, lead + place.end];
      if (from >= end) break;
      result += `${unmarked(text.slice(at, from))}\uE000${unmarked(text.slice(from, to))}\uE001`;
      at = to;
    }
    return result + unmarked(text.slice(at, end));
  }

  /** One after the other, from a place in the text on. */
  #placesIn(text: string, from: number, most = Infinity): WordPlace[] {
    const plain = plainLetters(text);
    const between = hasAccents.test(plain) ? `[${accents}]*` : '';
    const found = this.#words.flatMap((word) => placesOf(word, plain, { from, between, most }));
    found.sort((one, other) => one.start - other.start || other.end - one.end);
    const places: WordPlace[] = [];
    for (const place of found) if (place.start >= (places.at(-1)?.end ?? from)) places.push(place);
    return places;
  }
}

const hasAccents = new RegExp(`[${accents}]`);
const endsInWord = new RegExp(`[${letters}][${accents}]*$`, 'u');

/** A letter may be two units, and accents may follow it. */
const mostUnitsOfLetter = 8;

function placesOf(
  { own, begins_before, goes_on }: SearchWord & { own: string[] },
  plain: string,
  { from, between, most }: { from: number; between: string; most: number },
): WordPlace[] {
  // Most texts hold none of it, which is known sooner so.
  const first = between === '' ? plain.indexOf(own[0]!, from) : from;
  if (first < 0) return [];
  const inRow = own.map((word) => [...word].join(between)).join(`[^${letters}]+`);
  const pattern = new RegExp(`${inRow}${between}${goes_on ? '' : `(?!${between}[${letters}])`}`, 'gu');
  pattern.lastIndex = first;
  const places: WordPlace[] = [];
  for (let match = pattern.exec(plain); match && places.length < most; match = pattern.exec(plain)) {
    const { index } = match;
    if (begins_before || !endsInWord.test(plain.slice(Math.max(0, index - mostUnitsOfLetter), index)))
      places.push({ start: index, end: pattern.lastIndex });
    else pattern.lastIndex = index + (plain.codePointAt(index)! > 0xffff ? 2 : 1);
  }
  return places;
}

/** What a log says stands for no mark. */
const unmarked = (text: string): string => text.replace(/[\uE000\uE001]/g, ' ');
