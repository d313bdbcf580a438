import { linePrefix } from '../names/line-break.ts';
import { judgeName } from '../names/judge-name.ts';
import type { Rule } from '../rule.ts';
import { newCursor, type Scan } from '../scan.ts';
import { headingWords, hideCell } from './column.ts';
import { wordAround } from './heading-word.ts';

const readTables = newCursor();
const line_most = 512;
const rows_most = 200;
const heading = /^[A-Za-z_][\w.()%/-]{0,40}(?: [\w.()%/-]{1,24}){0,3}$/;
const prefix = new RegExp(linePrefix, 'y');
const rule = /^[ \t=─-]*$/;
const lineEnd = /\r?\n|\\n/g;

/** The values below a heading in a table that is set with spaces, as command line tools print them. */
export const alignedColumn: Rule = {
  name: 'secret',
  words: headingWords,
  find(scan, start, end) {
    if (start < scan.passed(readTables)) return;
    const { text } = scan;
    const name = wordAround(scan, start, end);
    if (!text.startsWith('  ', name.end) && !text.startsWith('  ', name.start - 2)) return;
    const line = lineAround(text, name.start);
    scan.spend(line.end - line.start);
    scan.pass(readTables, line.end);
    if (line.next === null) return;
    prefix.lastIndex = line.start;
    const from = prefix.test(text) ? prefix.lastIndex : line.start;
    const chunks = [...text.slice(from, line.end).matchAll(/\S+(?: \S+)*/g)];
    if (chunks.length < 2 || !chunks.every(([chunk]) => heading.test(chunk))) return;
    for (const chunk of chunks)
      scan.pass(readTables, hideBelow(scan, line.next, from - line.start + chunk.index, chunk[0]));
  },
  pattern: heading.source,
  catches: ['NAME    API_TOKEN         AGE\nprod    ‹Kd82mQzP0' + 'xW7vT5n›   3d'],
  spares: ['NAME    TOKEN_COUNT   AGE\nprod    40961234      3d', 'secret  public\nred     blue'],
};

interface Line {
  readonly start: number;
  readonly end: number;
  readonly next: number | null;
}

function lineAround(text: string, at: number): Line {
  const from = Math.max(0, at - line_most);
  lineEnd.lastIndex = 0;
  const last = [...text.slice(from, at).matchAll(lineEnd)].at(-1);
  return lineFrom(text, last ? from + last.index + last[0].length : from);
}

function lineFrom(text: string, start: number): Line {
  lineEnd.lastIndex = 0;
  const found = lineEnd.exec(text.slice(start, start + line_most));
  if (!found) return { start, end: Math.min(text.length, start + line_most), next: null };
  return { start, end: start + found.index, next: start + lineEnd.lastIndex };
}

/** Hides the words that begin in the column of the heading; returns where the table ends. */
function hideBelow(scan: Scan, first: number, column: number, name: string): number {
  const judgement = judgeName(name);
  if (judgement === null) return first;
  let end = first;
  let next: number | null = first;
  for (let count = 0; count < rows_most && next !== null; count++) {
    const line = lineFrom(scan.text, next);
    scan.spend(line.end - next);
    next = line.next;
    end = line.end;
    const row = scan.text.slice(line.start, line.end);
    if (rule.test(row)) {
      if (row.trim() === '') return end;
      continue;
    }
    const before = row[column - 1];
    if (before !== undefined && before !== ' ' && before !== '\t') continue;
    const value = /^\S{1,400}/.exec(row.slice(column))?.[0];
    if (value !== undefined) hideCell(scan, line.start + column, value, judgement);
  }
  return end;
}
