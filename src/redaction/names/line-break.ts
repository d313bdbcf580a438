/**
 * The source of a pattern for what may stand before a line: a line number, the place of a search result, a time of
 * day, the mark of a difference, a quotation or a comment. May be empty.
 */
export const linePrefix = String.raw`(?:[ \t]{0,8}\d{1,6}(?:[\t→|:]|\\{1,8}t)|\d{4}-\d\d-\d\d[T ][\d:.,Z+-]{8,20}[^"'\\\n:]{0,40}:|[\w./-]{1,80}:\d{1,6}[:-]|[ \t]{0,12}(?:[+>#*;%-]|\/\/))?`;

/** The source of a pattern for a line end and what may stand before the next line. */
export const lineBreak = String.raw`(?:\r?\n|(?:\\{1,8}r)?\\{1,8}n)${linePrefix}`;

/** The source of a pattern for space that may hold line ends; not empty. */
export const wideSpace = String.raw`(?:[ \t]{0,60}${lineBreak}[ \t]{0,60}|[ \t]{1,60})`;
