/**
 * What of a search is to be found in one session: the longest phrase or word that must stand in it. A search takes words in
 * any order, with operators and fields; in a session one text is looked for, letter for letter.
 */
export function wordsToFind(q: string): string {
  const wanted = (q.match(/-?[a-z]+:"[^"]*"|-?\*?"[^"]*(?:"\*?)?|\S+/gi) ?? []).flatMap((piece) => {
    if (piece.startsWith('-') || piece === 'OR' || /^[a-z]+:./i.test(piece)) return [];
    const bare = piece.replace(/^\*|\*$/g, '');
    const text = bare.startsWith('"') ? bare.replaceAll('"', '') : bare;
    return text.trim() === '' ? [] : [text];
  });
  return wanted.reduce((longest, text) => (text.length > longest.length ? text : longest), '');
}
