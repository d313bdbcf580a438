/** The words of a text as the index takes them: letters, digits and `_` in a row, in small letters, without accents. */
export function wordsOf(text: string): string[] {
  const plain = isAscii.test(text) ? text : text.normalize('NFD').replace(/\p{Mn}/gu, '');
  return plain.toLowerCase().match(isAscii.test(plain) ? asciiWords : words) ?? [];
}

/** Whether words that `wordsOf` could give stand in a text, maybe as parts of others; cheap, and true when in doubt. */
export function mayHold(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return !isAscii.test(lower) || words.every((word) => lower.includes(word));
}

/* oxlint-disable-next-line no-control-regex -- all of ASCII */
const isAscii = /^[\0-\x7f]*$/;
const asciiWords = /[a-z0-9_]+/g;
const words = /[\p{L}\p{N}\p{Co}_]+/gu;
