/** The characters that words are made of, to be put between brackets in a pattern with the flag `u`. */
export const letters = String.raw`\p{L}\p{N}\p{Co}_`;
/** Accents in characters of their own, which words are looked for without. */
export const accents = String.raw`\u0300-\u0304\u0306-\u030c\u030f\u0311\u031b\u0323-\u0328\u032d\u032e\u0330\u0331`;

export const isLetter = new RegExp(`[${letters}]`, 'u');
const allWords = new RegExp(`[${letters}]+`, 'gu');
const allAccents = new RegExp(`[${accents}]`, 'g');
/* oxlint-disable-next-line no-control-regex -- all of ASCII */
const isAscii = /^[\0-\x7f]*$/;
const asciiWords = /[a-z0-9_]+/g;

/**
 * How the index parts a text into words, in the words of SQLite's FTS5: letters, digits and `_` in a row, in small letters,
 * without the accents of Latin ones. SQLite knows the characters of Unicode 6.1 and takes every later one for a letter, so
 * later signs, most of them emoji, are named: a word is found though one stands right beside it.
 */
export function tokenizer(): string {
  const later = signsSince61.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, n) => String.fromCodePoint(from + n)),
  );
  const signs = later.filter((character) => !isLetter.test(character));
  return `unicode61 remove_diacritics 2 tokenchars '_' separators '${signs.join('')}'`;
}

/** Blocks that hold next to nothing else. */
const signsSince61 = [
  [0x2066, 0x2069],
  [0x20ba, 0x20cf],
  [0x23f4, 0x23ff],
  [0x2b4d, 0x2bff],
  [0x2e3c, 0x2e7f],
  [0x1f000, 0x1fbff],
] as const;

/** The words of a text as the index takes them. */
export function wordsOf(text: string): string[] {
  const plain = plainLetters(text);
  return plain.replace(allAccents, '').match(isAscii.test(plain) ? asciiWords : allWords) ?? [];
}

/** The text in the letters of the index, each of them where it stood; accents in characters of their own are kept. */
export const plainLetters = (text: string): string =>
  (isAscii.test(text) ? text : text.replace(latinOrGreek, keptLetter)).toLowerCase();

/** Small letters of all other scripts are made of their large ones one by one. */
const latinOrGreek = /(?=[^A-Za-z])[\p{Script=Latin}\p{Script=Greek}\u00b5]/gu;
const isGreek = /[\p{Script=Greek}\u00b5\u017f]/u;
const isAccentedLatin = /^[a-z]\p{Mn}+$/iu;

/** Some thousand at most. */
const kept = new Map<string, string>();

function keptLetter(letter: string): string {
  let plain = kept.get(letter);
  if (plain === undefined) kept.set(letter, (plain = plainLetter(letter)));
  return plain;
}

/** As long as it was. Several small letters of Greek have the same large one, and the index takes one for all of them. */
function plainLetter(letter: string): string {
  const parts = letter.normalize('NFD');
  const plain = isAccentedLatin.test(parts)
    ? parts.charAt(0).toLowerCase()
    : (isGreek.test(letter) ? letter.toUpperCase() : letter).toLowerCase();
  return plain.length === letter.length ? plain : letter;
}
