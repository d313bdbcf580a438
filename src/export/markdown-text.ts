/** In a fence that is longer than any in the text. */
export function fenced(text: string, language = ''): string {
  if (text === '') return '';
  const longest = (text.match(/`{3,}/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n$/, '')}\n${fence}`;
}

/** One line of plain words: nothing in it means anything to Markdown. */
export const plainLine = (text: string): string =>
  text.replace(/\s+/g, ' ').trim().replace(/[\\`*_{}<>#|~!]|\[(?!REDACTED:)|\](?=[([:])/g, '\\$&'); // prettier-ignore

/** At the very beginning of a line: elsewhere a fence may end with the list or the quote around it. */
const openingFence = /^(`{3,}(?=[^`]*$)|~{3,})/;
const closingFence = /^ {0,3}(`{3,}|~{3,})[ \t]*$/;

/**
 * Text that was written as Markdown, made harmless: HTML is text, pictures are their words, addresses of other kinds than
 * https and http lead nowhere, and a fence that was left open is closed, so that what follows is read as what it is.
 */
export function calmMarkdown(text: string): string {
  let fence = '';
  let isEven = true;
  const lines = text.split(/\r\n?|\n/).map((line) => {
    if (fence !== '') {
      if (closingFence.exec(line)?.[1]?.startsWith(fence)) fence = '';
      return line;
    }
    fence = openingFence.exec(line)?.[1] ?? '';
    if (fence !== '') return line;
    if (line.trim() === '') isEven = true;
    const spans = codeSpans(line);
    const isSure = isEven && !line.includes('|');
    isEven &&= spans.isEven;
    return calmLine(line, isSure ? spans.list : []);
  });
  return fence === '' ? lines.join('\n') : `${lines.join('\n')}\n${fence}`;
}

interface Stretch {
  start: number;
  end: number;
}

/** Nothing in a code span means anything, so it stays as it is. */
function calmLine(line: string, spans: readonly Stretch[]): string {
  let calm = '';
  let from = 0;
  for (const { start, end } of spans) {
    calm += calmWords(line.slice(from, start)) + line.slice(start, end);
    from = end;
  }
  return calm + calmWords(line.slice(from));
}

/**
 * The code spans of a line, and whether every run of backticks in it belongs to one. Behind a line of which that is not so,
 * and between the bars of a table, nobody can say by the line alone what is code.
 */
function codeSpans(line: string): { list: Stretch[]; isEven: boolean } {
  const runs = [...line.matchAll(/`+/g)].map((run) => ({ start: run.index, length: run[0].length }));
  const places = new Map<number, number[]>();
  for (const [n, { length }] of runs.entries()) places.set(length, [...(places.get(length) ?? []), n].slice(-mostRuns));
  const list: Stretch[] = [];
  let isEven = runs.length <= mostRuns;
  for (let n = 0; isEven && n < runs.length; n++) {
    const { start, length } = runs[n]!;
    const close = line[start - 1] === '\\' ? undefined : places.get(length)!.find((place) => place > n);
    if (close === undefined) isEven = false;
    else {
      list.push({ start, end: runs[close]!.start + length });
      n = close;
    }
  }
  return { list: isEven ? list : [], isEven };
}

/** Nobody writes more of them into one line. */
const mostRuns = 200;

/** A backslash is never put in front of what a backslash may stand in front of already. */
const calmWords = (text: string): string =>
  text
    .replace(/\](?:\((?=\s*([^)\s]*)(.?))|:)/gs, (found, place: string | undefined, next: string | undefined) =>
      place !== undefined && isHarmless(place, next === '') ? found : `]\\${found[1]}`,
    )
    .replace(/<(?=[A-Za-z/!?])/g, '&lt;')
    .replace(/!(?=\[)/g, '!\\');

/** Whether a link may lead there. What is not said by the end of the line may be said on the next one. */
const isHarmless = (place: string, isLast: boolean): boolean =>
  !(isLast && place === '') && (/^<?https?:\/\//i.test(place) || !/[:&\\]/.test(place));
