/**
 * The one door through which the readers parse foreign JSON: lines, files beside sessions, and JSON inside of texts. A few
 * megabytes of brackets or keys would take a hundred times their size in memory, so a large text is looked over first.
 * Throws `SyntaxError` for what is no JSON, and `TooMuchJson` for what is not parsed on purpose.
 */
export function parseJson(text: string): unknown {
  const problem = text.length < harmlessChars ? null : burdenIn(text);
  if (problem !== null) throw new TooMuchJson(problem);
  return JSON.parse(text);
}

/** The message is a neutral sentence that says what there is too much of. */
export class TooMuchJson extends Error {}

/** Below this no text can hold enough to do harm, and almost every line of a log is below it. */
export const harmlessChars = 256 * 1024;

/** What a parsed text may hold. Logs of agents stay a hundred times below. */
export const most = {
  /** Of lists and objects within each other. */
  levels: 25_000,
  /** Of different names of fields: each costs about as much as a small object. */
  names: 100_000,
  /** Also when the same names come again and again. */
  fields: 300_000,
  lists_and_objects: 500_000,
  values: 3_000_000,
};

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];

/** A sentence about what a text holds too much of; null when it may be parsed. It need not be JSON. */
export function burdenIn(text: string): string | null {
  const names = new NameCount();
  let [level, deepest, boxes, commas, nameStart, nameEnd] = [0, 0, 0, 0, 0, 0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      nameStart = at + 1;
      at = nameEnd = endOfString(text, nameStart);
    } else if (code === comma) commas += 1;
    else if (code === colon) names.add(text, nameStart, nameEnd);
    else if (code === openList || code === openObject) {
      boxes += 1;
      level += 1;
      if (level > deepest) deepest = level;
    } else if (code === closeList || code === closeObject) level -= 1;
  }
  if (deepest > most.levels) return tooMany(deepest, 'levels of brackets within each other', most.levels);
  if (names.different > most.names) return tooMany(names.count, 'named fields', most.names, 'different names');
  if (names.count > most.fields) return tooMany(names.count, 'named fields', most.fields);
  if (boxes > most.lists_and_objects) return tooMany(boxes, 'lists and objects', most.lists_and_objects);
  return boxes + commas > most.values ? tooMany(boxes + commas, 'values', most.values) : null;
}

const tooMany = (count: number, things: string, limit: number, of = things): string =>
  `The line holds ${inFigures(count)} ${things}; one with more than ${inFigures(limit)} ${of} is not read.`;
const inFigures = (count: number): string => count.toLocaleString('en-US');

/** The place of the quote that ends a string, or the end of the text. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start); end >= 0; end = text.indexOf('"', end + 1)) {
    let first = end;
    while (text.charCodeAt(first - 1) === backslash) first -= 1;
    if ((end - first) % 2 === 0) return end;
  }
  return text.length;
}

/** Counts names, and different ones by marks in a field: a few that fall together are counted once. */
class NameCount {
  readonly #seen = new Uint8Array(1 << 21);
  count = 0;
  different = 0;

  add(text: string, start: number, end: number): void {
    this.count += 1;
    let mark = end - start;
    for (let at = Math.max(start, end - longestNameRead); at < end; at++)
      mark = Math.imul(mark ^ text.charCodeAt(at), 0x01000193);
    mark = (mark ^ (mark >>> 15)) & (this.#seen.length - 1);
    if (this.#seen[mark] === 1) return;
    this.#seen[mark] = 1;
    this.different += 1;
  }
}

const longestNameRead = 64;
