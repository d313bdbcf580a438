/** Lines of a body that are shown before it is folded. */
export const foldedLines = 12;
/* Lines longer than this fill a screen each; no folded body shows more than so many characters. */
const foldedLength = 3000;

/** The head of a text that is shown while it is folded; null when the text is short enough to be shown whole. */
export function foldedHead(text: string, lines: number = foldedLines): string | null {
  let end = -1;
  for (let line = 0; line < lines; line += 1) {
    end = text.indexOf('\n', end + 1);
    if (end < 0) break;
  }
  const hasMoreLines = end >= 0 && end < text.length - 1;
  const head = hasMoreLines ? text.slice(0, end) : text;
  if (head.length > foldedLength) return withoutHalf(head.slice(0, foldedLength));
  return hasMoreLines ? head : null;
}

export function countLines(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < text.length - 1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/* One line of a terminal or a file is not longer than this; what is may be one grapheme of a megabyte. */
const longestLine = 10_000;

/** The text with the rest of over-long lines left out, and a note in its place. */
export function cutLongLines(text: string): string {
  if (text.length <= longestLine) return text;
  return text
    .split('\n')
    .map((line) =>
      line.length <= longestLine
        ? line
        : `${withoutHalf(line.slice(0, longestLine))} … ${(line.length - longestLine).toLocaleString('en-US')} more characters in this line`,
    )
    .join('\n');
}

/* A cut through a surrogate pair would leave half a character. */
const withoutHalf = (text: string): string => text.replace(/[\uD800-\uDBFF]$/, '');
