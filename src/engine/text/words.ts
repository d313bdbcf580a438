/** The words of a text as the index takes them: letters, digits and `_` in a row, in small letters, without accents. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}\p{Co}_]+/gu) ?? [];
