import { placeholderPattern } from '../redaction/index.ts';

/** What the placeholder of a word that the person chose says. */
export const ownWordRule = 'own-word';

/**
 * Hides words wherever they stand, in any case, but in what hides something already. Equal words have equal tags.
 * Gives texts back as they are when there are no words.
 */
export function wordHider(words: readonly string[], tag: (word: string) => string): (text: string) => string {
  if (words.length === 0) return (text) => text;
  // Of two words that begin alike the longer one is meant.
  const longestFirst = words.toSorted((a, b) => b.length - a.length);
  const pattern = new RegExp(longestFirst.map(escaped).join('|'), 'giu');
  const hide = (text: string): string =>
    text.replaceAll(pattern, (word) => `[REDACTED:${ownWordRule}:${tag(word.toLowerCase())}]`);
  return (text) => {
    let shown = '';
    let from = 0;
    for (const { index, 0: placeholder } of text.matchAll(placeholderPattern)) {
      shown += hide(text.slice(from, index)) + placeholder;
      from = index + placeholder.length;
    }
    return from === 0 ? hide(text) : shown + hide(text.slice(from));
  };
}

const escaped = (word: string): string => word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
