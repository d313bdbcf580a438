import { bigramRows, scale } from './bigrams.ts';

const width = bigramRows.length;
const cost = Uint8Array.from(bigramRows.join(''), (letter) => scale.indexOf(letter));
const classOf = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code >= 97 && code <= 122) return code - 97;
  if (code >= 65 && code <= 90) return code - 65 + 26;
  if (code >= 48 && code <= 57) return code - 48 + 52;
  return width - 1;
});

/** Only so much of a value is looked at. */
const looked_at = 160;

/**
 * How unlike a word the text is: bits per step from character to character. Words and identifiers of code stay
 * below 5, random letters and digits lie around 8, hex digits around 6.
 */
export function strangeness(text: string): number {
  const length = Math.min(text.length, looked_at);
  if (length < 2) return 0;
  let sum = 0;
  let before = classAt(text, 0);
  for (let at = 1; at < length; at++) {
    const now = classAt(text, at);
    sum += cost[before * width + now] as number;
    before = now;
  }
  return sum / 4 / (length - 1);
}

function classAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 128 ? (classOf[code] as number) : width - 1;
}
