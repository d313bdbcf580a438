/** Text before the first match, and the length of a snippet, in UTF-16 units. */
const before = 70;
const length = 240;

/** Where the first of the words stands, whatever its case; null when there is none. */
export function firstPlace(text: string, words: readonly string[]): number | null {
  const lower = text.toLowerCase();
  const places = words.map((word) => lower.indexOf(word)).filter((at) => at >= 0);
  return places.length === 0 ? null : Math.min(...places);
}

/** The text around a place; every word in it stands between U+E000 and U+E001. */
export function snippetAt(text: string, place: number, words: string[]): string {
  const start = Math.max(0, place - before);
  const piece = text
    .slice(start, start + length)
    .replace(/[\uE000\uE001]/g, ' ')
    .replace(/\s+/g, ' ')
    .toWellFormed();
  return `${start > 0 ? '…' : ''}${marked(piece, words)}${start + length < text.length ? '…' : ''}`;
}

/** The text with every word between marks, whatever its case. */
export function marked(piece: string, words: string[]): string {
  const lower = piece.toLowerCase();
  // A letter may change its length in small form; then the places do not agree, and nothing is marked.
  if (lower.length !== piece.length) return piece;
  let result = '';
  for (let at = 0; at < piece.length;) {
    const word = words.find((candidate) => candidate !== '' && lower.startsWith(candidate, at));
    result += word ? `\uE000${piece.slice(at, at + word.length)}\uE001` : piece[at];
    at += word?.length ?? 1;
  }
  return result;
}
