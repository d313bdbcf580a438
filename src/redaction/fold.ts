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

/** The ASCII character that this one is drawn like, or the character itself. */
export function plainCharacter(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x80) return character;
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  return plainOf.get(character) ?? character;
}

/** Makes the classes for a set of words: only characters that occur in a word get one. */
export function foldFor(words: Iterable<string>): Fold {
  const classes = new Uint8Array(65_536);
  const classOf = new Map<string, number>();
  for (const word of words)
    for (const character of word) {
      const plain = plainCharacter(character).toLowerCase();
      if (!classOf.has(plain)) classOf.set(plain, classOf.size + 1);
    }
  if (classOf.size > 126) throw new Error('the words of all rules use too many different characters');
  for (let code = 0; code < classes.length; code++) {
    const character = String.fromCharCode(code);
    const known = classOf.get(plainCharacter(character).toLowerCase());
    if (known !== undefined) classes[code] = known;
  }
  return { classes, class_count: classOf.size + 1 };
}
