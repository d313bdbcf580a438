const longest = 160;

/** The beginning of a text on one line: line breaks and runs of blanks become one blank. */
export function previewOf(text: string): string {
  const line = text
    .slice(0, longest * 3)
    .replace(/[\s\u00A0]+/g, ' ')
    .trim();
  if (line.length <= longest) return line;
  return `${line.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
