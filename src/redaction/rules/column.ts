import { is, kind, skipBack } from '../characters.ts';
import { judgeName } from '../names/judge-name.ts';
import type { Rule } from '../rule.ts';
import { newCursor, type Scan } from '../scan.ts';
import { rank } from '../spans.ts';
import { isSecretValue } from '../values/judge-value.ts';

const readTables = newCursor();
const header_most = 1024;
const rows_most = 200;
const row_most = 4096;
const lineEnd = /\r?\n|(?:\\r)?\\n/g;
/** In a string of JSON the table ends with the string. */
const stringEnd = /\r?\n|(?:\\r)?\\+n|\\*"/g;
const stringStart = /[:[,][ \t]?\\*"[^"\n]*$/;
const heading = /^["']?[A-Za-z_][\w .-]{0,48}["']?$/;

/** The values below a column that is named after a secret, in text separated by commas, semicolons or tabs. */
export const secretColumn: Rule = {
  name: 'secret',
  words: ['password', 'passwd', 'secret', 'token', '_key', 'apikey', 'api key'],
  find(scan, start, end) {
    if (start < scan.passed(readTables)) return;
    const separator = separatorAround(scan.text, start, end);
    if (separator === null) return;
    const { from, ends } = lineStart(scan.text, start);
    const cells = rowFrom(scan.text, from, separator, ends);
    scan.spend(cells.end - from);
    scan.pass(readTables, cells.end);
    if (cells.list.length < 2 || !cells.list.every(({ text }) => heading.test(text))) return;
    hideColumns(scan, cells, separator, ends);
  },
  pattern: heading.source,
  catches: ['name,JWT_SECRET\nprod,‹ZRZw9gQNTRDlqRlsC' + '9CK01aiYQZyi1N8›\ndev,‹Kd82mQzP0' + 'xW7vT5n›'],
  spares: ['name,token_count\nprod,40961234', 'import token, secret\nfrom x, y'],
};

interface Row {
  readonly list: readonly { readonly start: number; readonly text: string }[];
  /** Where the line ends. */
  readonly end: number;
  /** Where the next line begins; null at the end of the text. */
  readonly next: number | null;
}

/** What stands beside the name if that separates columns. */
function separatorAround(text: string, start: number, end: number): string | null {
  const after = text[is(text, end, kind.quote) ? end + 1 : end] ?? '\n';
  const begins = skipBack(text, start, kind.word, Math.max(0, start - 48));
  const before = text[is(text, begins - 1, kind.quote) ? begins - 2 : begins - 1] ?? '\n';
  for (const separator of [',', ';', '\t']) if (after === separator || before === separator) return separator;
  return null;
}

/** Where the line begins that holds `at`, and what its lines end with. */
function lineStart(text: string, at: number): { from: number; ends: RegExp } {
  const start = Math.max(0, at - header_most);
  const before = text.slice(start, at);
  const last = [...before.matchAll(lineEnd)].at(-1);
  const line = last ? last.index + last[0].length : 0;
  const opening = stringStart.exec(before.slice(line));
  if (!opening) return { from: start + line, ends: lineEnd };
  return { from: start + line + opening.index + opening[0].indexOf('"') + 1, ends: stringEnd };
}

function rowFrom(text: string, from: number, separator: string, ends: RegExp): Row {
  ends.lastIndex = from;
  const found = ends.exec(text.slice(0, from + row_most));
  const end = found?.index ?? Math.min(text.length, from + row_most);
  let at = from;
  const list = text
    .slice(from, end)
    .split(separator)
    .map((cell) => {
      const start = at;
      at += cell.length + 1;
      return { start, text: cell };
    });
  return { list, end, next: found && !found[0].endsWith('"') ? ends.lastIndex : null };
}

function hideColumns(scan: Scan, headings: Row, separator: string, ends: RegExp): void {
  const judgements = headings.list.map(({ text }) => judgeName(text.replaceAll(/["']/g, '')));
  let next = headings.next;
  for (let count = 0; count < rows_most && next !== null; count++) {
    const row = rowFrom(scan.text, next, separator, ends);
    scan.spend(row.end - next);
    if (row.list.length !== headings.list.length) return;
    scan.pass(readTables, row.end);
    row.list.forEach((cell, column) => {
      const judgement = judgements[column];
      const value = cell.text.trim().replaceAll(/^\\?["']|\\?["'}\]]*$/g, '');
      const start = cell.start + cell.text.indexOf(value);
      if (judgement && isSecretValue(value, { judgement, quoted: true, literal: true, certain: false }))
        scan.hide(start, start + value.length, judgement.rule, rank.named);
    });
    next = row.next;
  }
}
