/** What a UTF-16 unit can be part of; combine with `|`. */
export const kind = {
  alnum: 1,
  word: 2,
  name: 4,
  space: 8,
  quote: 16,
  base64: 32,
  hex: 64,
  digit: 128,
  blank: 256,
} as const;

const kinds = new Uint16Array(65_536);
const mark = (characters: string, bits: number): void => {
  for (const character of characters) kinds[character.charCodeAt(0)] = (kinds[character.charCodeAt(0)] ?? 0) | bits;
};
mark('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ', kind.alnum | kind.word | kind.name | kind.base64);
mark('0123456789', kind.alnum | kind.word | kind.name | kind.base64 | kind.hex | kind.digit);
mark('abcdefABCDEF', kind.hex);
mark('_', kind.word | kind.name | kind.base64);
mark('-', kind.name | kind.base64);
mark('.$', kind.name);
mark('+/', kind.base64);
mark(' \t\n\r\v\f\u00a0\u2028\u2029\u3000', kind.space);
mark(' \t\u00a0\u3000', kind.blank);
mark('"\'`', kind.quote);

/** Whether the unit at `at` is one of `bits`; false outside the text. */
export function is(text: string, at: number, bits: number): boolean {
  return at >= 0 && at < text.length && ((kinds[text.charCodeAt(at)] as number) & bits) !== 0;
}

/** The first position from `at` that is not one of `bits`, at most `limit`. */
export function skip(text: string, at: number, bits: number, limit = text.length): number {
  const stop = Math.min(limit, text.length);
  let end = at;
  while (end < stop && ((kinds[text.charCodeAt(end)] as number) & bits) !== 0) end++;
  return end;
}

/** The first position of the run of `bits` that ends before `at`, at least `limit`. */
export function skipBack(text: string, at: number, bits: number, limit = 0): number {
  let start = at;
  while (start > limit && ((kinds[text.charCodeAt(start - 1)] as number) & bits) !== 0) start--;
  return start;
}

/**
 * Whether a word can begin at `at`: the unit before is no letter, digit or underscore, or it only looks like one
 * because it ends an escape (`\n`, `\u001b`, `%3D`) or a terminal colour.
 */
export function beginsWord(text: string, at: number): boolean {
  if (at === 0 || !is(text, at - 1, kind.word)) return true;
  const before = text.charCodeAt(at - 1);
  const second = text.charCodeAt(at - 2);
  if (second === 0x5c) return isEscapeLetter(before);
  if (text.charCodeAt(at - 3) === 0x25) return is(text, at - 1, kind.hex) && is(text, at - 2, kind.hex);
  if (before === 0x6d) return endsColour(text, at);
  return text.charCodeAt(at - 5) === 0x75 && text.charCodeAt(at - 6) === 0x5c;
}

/** `n`, `r`, `t`, `b`, `f`, `v`, `0`. */
function isEscapeLetter(code: number): boolean {
  return (
    code === 0x6e || code === 0x72 || code === 0x74 || code === 0x62 || code === 0x66 || code === 0x76 || code === 0x30
  );
}

/** Whether `[…m` stands before `at`, as in a colour sequence, whatever spelling its escape character has. */
function endsColour(text: string, at: number): boolean {
  let start = at - 2;
  while (start > at - 14 && (is(text, start, kind.digit) || text[start] === ';')) start--;
  return text[start] === '[';
}
