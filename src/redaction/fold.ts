/**
 * Gives every UTF-16 unit a small class number, so that one table decides what a text contains.
 * Upper and lower case share a class, and so do letters that only look alike: fullwidth letters and the Cyrillic
 * and Greek twins of Latin ones. A token dressed up in them still meets its word.
 */
export interface Fold {
  /** Class of each UTF-16 unit; 0 is "in no word". */
  readonly classes: Uint8Array;
  readonly class_count: number;
}

const twins: Readonly<Record<string, string>> = {
  a: 'аα',
  b: 'Β',
  c: 'сϲ',
  d: 'ԁ',
  e: 'еε',
  h: 'һ',
  i: 'іι',
  j: 'ј',
  k: 'кκ',
  m: 'м',
  n: 'ո',
  o: 'оο',
  p: 'рρ',
  q: 'ԛ',
  s: 'ѕ',
  t: 'тτ',
  w: 'ԝ',
  x: 'хχ',
  y: 'уγ',
};

const plainOf = new Map<string, string>(
  Object.entries(twins).flatMap(([plain, others]) =>
    [...others].flatMap((twin): [string, string][] => [
      [twin, plain],
      [twin.toUpperCase(), plain.toUpperCase()],
    ]),
  ),
);

/** Every character that `plainCharacter` changes. */
export const drawnAlike = new RegExp(`[\uff01-\uff5e${[...plainOf.keys()].join('')}]`, 'g');

/** The ASCII character that this one is drawn like, or the character itself. */
export function plainCharacter(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x80) return character;
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  return plainOf.get(character) ?? character;
}

/** Characters nobody sees count as one. */
// oxlint-disable-next-line no-misleading-character-class -- single units are meant
const unseen = /[\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/;

/** Letters beyond ASCII share this many classes, so a word made of them is only a guess until it is compared. */
const far_classes = 16;

/** What shares a class with the character. */
function foldedCharacter(character: string): string {
  const plain = plainCharacter(character).toLowerCase();
  const code = plain.charCodeAt(0);
  if (code < 0x80) return plain;
  return unseen.test(plain) ? '\u200b' : String.fromCharCode(0x100 + (code % far_classes));
}

/**
 * Where characters stand that have another case, are drawn like others or are not seen. Most characters are Chinese,
 * Japanese or Korean and stand for themselves alone; each thread does this at its start.
 */
const mayBeFolded = [
  [0, 0x2e80],
  [0xa640, 0xac00],
  [0xfb00, 0x10000],
] as const;

/** Makes the classes for a set of words: only characters that occur in a word get one. */
export function foldFor(words: readonly string[]): Fold {
  const classes = new Uint8Array(65_536);
  const classOf = new Map<string, number>();
  const letters = new Set(
    words
      .join('')
      .split('')
      .map((character) => plainCharacter(character).toLowerCase()),
  );
  for (const letter of letters) {
    const folded = foldedCharacter(letter);
    if (!classOf.has(folded)) classOf.set(folded, classOf.size + 1);
  }
  if (classOf.size > 126) throw new Error('the words of all rules use too many different characters');
  const give = (character: string, plain: string) => {
    if (letters.has(plain) || unseen.test(plain))
      classes[character.charCodeAt(0)] = classOf.get(foldedCharacter(plain)) ?? 0;
  };
  for (const letter of letters) give(letter, letter);
  for (const [from, to] of mayBeFolded)
    for (let code = from; code < to; code++) {
      const character = String.fromCharCode(code);
      give(character, plainCharacter(character).toLowerCase());
    }
  return { classes, class_count: classOf.size + 1 };
}
