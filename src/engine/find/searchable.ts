import type { MessageField } from './message-fields.ts';

/** A text in the form in which it is looked through: small letters, without what is not seen of it. */
export interface Searchable {
  text: string;
  /** From `at` on in `text`, places of the whole text are `by` further; null when they agree throughout. */
  shifts: { at: number; by: number }[] | null;
}

/* oxlint-disable-next-line no-control-regex -- terminal colours begin with it */
const escapes = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\))/;
const placeholder = /\[REDACTED:([a-z0-9-]{2,32}):([0-9a-f]{6})\]/;
const markdownSigns = /\*\*|~~|`/;
const unseen = {
  plain: new RegExp(`${escapes.source}|${placeholder.source}`, 'g'),
  json: new RegExp(placeholder.source, 'g'),
  markdown: new RegExp(`${escapes.source}|${placeholder.source}|${markdownSigns.source}`, 'g'),
};

/** A field as it is looked through: terminal colours and signs of Markdown left out, hidden values as their marks. */
export function searchable({ text, format }: Pick<MessageField, 'text' | 'format'>): Searchable {
  const pieces: string[] = [];
  const shifts: { at: number; by: number }[] = [];
  let end = 0;
  let length = 0;
  for (const match of text.matchAll(unseen[format])) {
    const [whole, rule, tag] = match;
    const seen = rule === undefined ? '' : `${rule.replaceAll('-', ' ')} · ${tag!.slice(0, 4)}`;
    pieces.push(text.slice(end, match.index), seen);
    length += match.index - end + seen.length;
    end = match.index + whole.length;
    shifts.push({ at: length, by: end - length });
  }
  if (end === 0) return { text: inSmallLetters(text), shifts: null };
  pieces.push(text.slice(end));
  return { text: inSmallLetters(pieces.join('')), shifts };
}

/** The place in the whole text for a place in the searchable one. */
export function wholeOffset(shifts: Searchable['shifts'], offset: number): number {
  return offset + (shifts?.findLast(({ at }) => at <= offset)?.by ?? 0);
}

/** What to look for in fields of each format; the same text where they agree. Empty: nothing can match there. */
export function needlesFor(q: string): Record<MessageField['format'], string> {
  const plain = inSmallLetters(q);
  return {
    plain,
    markdown: plain.replaceAll(new RegExp(markdownSigns.source, 'g'), ''),
    json: JSON.stringify(plain).slice(1, -1),
  };
}

/** Whether a match in JSON begins in the middle of what stands for one character, such as with the `n` of `\n`. */
export function isInsideEscape(text: string, at: number): boolean {
  for (let back = 1; back <= 5; back++) {
    if (text[at - back] !== '\\') continue;
    let slashes = 1;
    while (text[at - back - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return false;
    return back === 1 || text[at - back + 1] === 'u';
  }
  return false;
}

/** Small letters, character for character: one whose small form has another length stays as it is. */
export function inSmallLetters(text: string): string {
  const small = text.toLowerCase();
  if (small.length === text.length) return small;
  return Array.from(text, (character) => {
    const letter = character.toLowerCase();
    return letter.length === character.length ? letter : character;
  }).join('');
}
