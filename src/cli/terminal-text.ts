/**
 * Text that a terminal shows and does not obey: escape sequences and control characters are taken out, line breaks and
 * tabs become blanks, and characters that reverse or hide text are spelt, such as `<U+202E>`.
 */
export function plainLine(text: string): string {
  return plainText(text).replaceAll(/[\n\t]+/g, ' ');
}

/** Like `plainLine`, but keeps line breaks and tabs. */
export function plainText(text: string): string {
  return text
    .replaceAll(escapeSequence, '')
    .replaceAll('\r\n', '\n')
    .replaceAll(controlCharacter, '')
    .replaceAll(lyingCharacter, (character) => `<U+${hex(character).toUpperCase()}>`);
}

/** JSON in which characters that a terminal could obey are escaped; it means the same. */
export function plainJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  return text.replaceAll(/[\u007F-\u009F\u2028\u2029]/g, escaped).replaceAll(lyingCharacter, escaped);
}

const escapeSequence =
  // oxlint-disable-next-line no-control-regex -- these are the characters to be taken out
  /(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]|(?:\u001B[\]PX^_]|[\u0090\u0098\u009D-\u009F])[^\u0007\u001B\u0090\u0098-\u009F]*(?:\u0007|\u001B\\|\u009C)|\u001B[ -/]*[0-~]/g;
// oxlint-disable-next-line no-control-regex -- as above
const controlCharacter = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;
const lyingCharacter = /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;

const hex = (character: string): string => character.charCodeAt(0).toString(16).padStart(4, '0');

const escaped = (character: string): string => `\\u${hex(character)}`;

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const wide =
  /^[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]|^\p{Emoji_Presentation}/u;

/** Columns that a text takes in a terminal: two for East Asian letters and emoji. */
export function widthOf(text: string): number {
  // oxlint-disable-next-line no-control-regex -- plain ASCII is counted without looking at graphemes
  if (/^[\u0000-\u007F]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += wide.test(segment) ? 2 : 1;
  return width;
}

/** The text, cut to this many columns with `…` when it is longer. */
export function cutToWidth(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let cut = '';
  let width = 0;
  for (const { segment } of segmenter.segment(text)) {
    width += widthOf(segment);
    if (width > columns - 1) break;
    cut += segment;
  }
  return `${cut}…`;
}
