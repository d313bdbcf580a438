/** A stretch of a snippet; matches stand between U+E000 and U+E001. */
export interface Stretch {
  text: string;
  is_match: boolean;
}

/** Splits a snippet at its marks. A mark without its partner ends where the snippet ends. */
export function stretchesOf(snippet: string): Stretch[] {
  const stretches: Stretch[] = [];
  for (const [place, part] of snippet.split('\uE000').entries()) {
    const [inside = '', ...rest] = place === 0 ? ['', part] : part.split('\uE001');
    if (inside !== '') stretches.push({ text: inside, is_match: true });
    const after = rest.join('');
    if (after !== '') stretches.push({ text: after, is_match: false });
  }
  return stretches;
}
