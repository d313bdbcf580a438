import { is, kind, skip, skipBack } from '../characters.ts';
import { linePrefix } from '../names/line-break.ts';
import { judgeName, type NameJudgement } from '../names/judge-name.ts';
import type { Rule } from '../rule.ts';
import { newCursor, type Scan } from '../scan.ts';
import { rank } from '../spans.ts';
import { isSecretValue } from '../values/judge-value.ts';
import { wordAround } from './heading-word.ts';

/** Words of headings that are worth a look. */
export const headingWords = [
  '_pw',
  '_auth',
  '_pat',
  'password',
  'passwd',
  'pwd',
  '_pass',
  'passphrase',
  'secret',
  'token',
  '_key',
  'apikey',
  'api key',
];

const readTables = newCursor();
const closeLooks = newCursor();
/** Just behind the start of the last line that was no header. */
const noHeader = newCursor();
const header_most = 1024;
const rows_most = 200;
const row_most = 4096;
const lineEnd = /\r?\n|(?:\\r)?\\n/g;
/** In a string of JSON the table ends with the string. */
const stringEnd = /\r?\n|(?:\\r)?\\+n|\\*"/g;
const heading = /^(?:\\*["'`]|\*\*)?[A-Za-z_][\w .()-]{0,48}(?:\\*["'`]|\*\*)?$/;
/** The line between headings and rows. */
const rule = /^[\s|│+:=─┼├┤╪═╞╡╟╢-]*$/;

/** The values below a column that is named after a secret, in text separated by commas, semicolons, tabs or bars. */
export const secretColumn: Rule = {
  name: 'secret',
  words: headingWords,
  find(scan, start, end) {
    if (start < scan.passed(readTables)) return;
    const separator = separatorAround(scan.text, wordAround(scan, start, end));
    if (separator === null) return;
    if (!scan.mayLook(closeLooks, start)) return;
    for (const { from, ends } of lineStarts(scan.text, start)) {
      if (from < scan.passed(noHeader)) continue;
      const cells = rowFrom(scan.text, from, separator, ends);
      scan.spend(cells.end - from);
      scan.pass(readTables, Math.min(cells.end, end));
      if (!isHeader(cells)) {
        if (ends === lineEnd) scan.pass(noHeader, from + 1);
        continue;
      }
      scan.pass(readTables, cells.end);
      hideColumns(scan, cells, separator, ends);
      return;
    }
  },
  pattern: heading.source,
  catches: [
    'name,JWT_SECRET\nprod,‹ZRZw9gQNTRDlqRlsC' + '9CK01aiYQZyi1N8›\ndev,‹Kd82mQzP0' + 'xW7vT5n›',
    '"id","api_token"\n"7","‹Kd82mQzP0' + 'xW7vT5n›"',
    '| user | password |\n| --- | --- |\n| bob | ‹pX8Kd' + '0qz› |',
  ],
  spares: [
    'name,token_count\nprod,40961234',
    'import token, secret\nfrom x, y',
    '| option | token |\n| --- | --- |\n| a | none |',
  ],
};

interface Row {
  readonly list: readonly { readonly start: number; readonly text: string }[];
  /** Where the line ends. */
  readonly end: number;
  /** Where the next line begins; null at the end of the text. */
  readonly next: number | null;
}

/** What stands beside the name if that separates columns. */
function separatorAround(text: string, name: { start: number; end: number }): string | null {
  const { start: begins, end: name_end } = name;
  const after = text[outward(text, name_end, 1)] ?? '\n';
  const before = text[outward(text, begins - 1, -1)] ?? '\n';
  for (const separator of [',', ';', '\t']) if (after === separator || before === separator) return separator;
  const far = text[skip(text, outward(text, name_end, 1), kind.space, name_end + 40)];
  const near = text[skipBack(text, begins, kind.space, Math.max(0, begins - 40)) - 1];
  for (const separator of ['|', '│']) if (far === separator || near === separator) return separator;
  return null;
}

/** Past a quote, with backslashes before it. */
function outward(text: string, at: number, step: 1 | -1): number {
  let past = at;
  if (step > 0) while (text[past] === '\\') past++;
  if (!is(text, past, kind.quote)) return at;
  past += step;
  if (step < 0) while (text[past] === '\\') past--;
  return past;
}

/** Where the line may begin that holds `at`, and what its lines end with: in plain text or in a string of JSON. */
function lineStarts(text: string, at: number): { from: number; ends: RegExp }[] {
  const start = Math.max(0, at - header_most);
  const before = text.slice(start, at);
  const escaped = before.lastIndexOf('\\n');
  const line = Math.max(before.lastIndexOf('\n') + 1, escaped < 0 ? 0 : escaped + 2);
  const plain = line > 0 || start === 0 ? [{ from: start + line, ends: lineEnd }] : [];
  const quote = before.lastIndexOf('"');
  if (quote < line || !opensString(before, quote)) return plain;
  return [{ from: start + quote + 1, ends: stringEnd }, ...plain];
}

/** Whether the quote begins a string of JSON: behind a colon, a bracket or a comma. */
function opensString(text: string, quote: number): boolean {
  let at = quote;
  while (text[at - 1] === '\\') at--;
  if (is(text, at - 1, kind.blank)) at--;
  return /[:[,]/.test(text[at - 1] ?? '');
}

function isHeader({ list }: Row): boolean {
  const named = list.filter((cell, index) => cell.text.trim() !== '' || (index > 0 && index < list.length - 1));
  return named.length > 1 && named.every(({ text }) => heading.test(text.trim()));
}

const beforeRow = new RegExp(linePrefix, 'y');

function rowFrom(text: string, line: number, separator: string, ends: RegExp): Row {
  beforeRow.lastIndex = line;
  const from = beforeRow.test(text) ? beforeRow.lastIndex : line;
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
  const judgements = headings.list.map(({ text }) => judgeName(text.replaceAll(/["'`\\]/g, '').trim()));
  let next = headings.next;
  for (let count = 0; count < rows_most && next !== null; count++) {
    const row = rowFrom(scan.text, next, separator, ends);
    scan.spend(row.end - next);
    next = row.next;
    if (rule.test(scan.text.slice(row.list[0]?.start ?? row.end, row.end))) continue;
    if (row.list.length !== headings.list.length) return;
    scan.pass(readTables, row.end);
    row.list.forEach((cell, column) => hideCell(scan, cell.start, cell.text, judgements[column] ?? null));
  }
}

/** Hides what stands in a cell below a heading, without the quotes and space around it. */
export function hideCell(scan: Scan, start: number, cell: string, judgement: NameJudgement | null): void {
  if (judgement === null) return;
  const value = cell.trim().replaceAll(/^\\*["'`]|\\*["'`}\]]*$/g, '');
  if (!isSecretValue(value, { judgement, quoted: true, literal: true, certain: false })) return;
  const from = start + cell.indexOf(value);
  scan.hide(from, from + value.length, judgement.rule, rank.named);
}
