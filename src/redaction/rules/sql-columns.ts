import { judgeName } from '../names/judge-name.ts';
import type { Rule } from '../rule.ts';
import { newCursor, type Scan } from '../scan.ts';
import { readQuoted } from '../values/quoted.ts';
import { hideCell } from './column.ts';

const readStatements = newCursor();
/** `INSERT INTO users (id, password) VALUES (`, also `REPLACE INTO` and `MERGE`'s insert. */
const inserted =
  /(?:[ \t]{1,4}[\w."'`[\]\\-]{1,80})?\s{0,20}\(([^()]{1,1000})\)(?:\s|\\n){0,40}(?:OVERRIDING[ \t\w]{1,40})?VALUES(?:\s|\\n){0,40}(?=\()/iy;
/** `COPY users (id, password) FROM stdin;`, then rows set with tabs. */
const copied = /[ \t]{1,4}[\w."]{1,80}[ \t]{0,4}\(([^()]{1,1000})\)[ \t]{1,4}FROM[ \t]{1,4}stdin;?(?:\r?\n|\\n)/iy;
const rows_most = 200;
const cells_most = 100;
const plain = /(?:[^,()'"\\\s]|\\(?!["'])){1,200}/y;
const between = /(?:\s|\\n){0,40},(?:\s|\\n){0,40}/y;
const space = /(?:\s|\\n){0,40}/y;

/** Values that SQL puts into a column named after a secret. */
export const sqlColumns: Rule = {
  name: 'secret',
  words: ['insert into', 'replace into', 'copy '],
  find(scan, start, end) {
    if (start < scan.passed(readStatements)) return;
    const copies = scan.text[end - 1] === ' ';
    const statement = copies ? copied : inserted;
    statement.lastIndex = copies ? end - 1 : end;
    const names = statement.exec(scan.text)?.[1]?.split(',');
    scan.spend(64);
    if (!names?.some(judge)) return;
    scan.pass(readStatements, statement.lastIndex);
    if (copies) hideCopied(scan, statement.lastIndex, names);
    else hideInserted(scan, statement.lastIndex, names);
  },
  pattern: `${inserted.source} ${copied.source}`,
  catches: [
    "INSERT INTO users (id, name, password) VALUES (1, 'bob', '‹pX8Kd" + "0qz›'), (2, 'eve', '‹qY9Le" + "1rA›');",
    'COPY public.users (id, api_token) FROM stdin;\n1\t‹Kd82mQzP0' + 'xW7vT5n›\n\\.',
  ],
  spares: ["INSERT INTO counts (id, token_count) VALUES (1, '40961234');", 'copy (password) from stdin'],
};

function judge(name: string): ReturnType<typeof judgeName> {
  return judgeName(name.replaceAll(/["'`[\]\\\s]/g, ''));
}

function hideInserted(scan: Scan, from: number, names: readonly string[]): void {
  let at = from;
  for (let row = 0; row < rows_most && scan.text[at] === '('; row++) {
    at++;
    for (let cell = 0; cell < cells_most; cell++) {
      const value = readCell(scan, behind(space, scan.text, at));
      hideCell(scan, value.start, scan.text.slice(value.start, value.end), judge(names[cell] ?? ''));
      const next = behind(between, scan.text, value.after);
      scan.spend(next - at + 8);
      if (next === value.after) break;
      at = next;
    }
    at = scan.text.indexOf(')', at);
    if (at < 0) return;
    scan.pass(readStatements, at);
    at = behind(between, scan.text, at + 1);
  }
}

function readCell(scan: Scan, at: number): { start: number; end: number; after: number } {
  const prefixed = /[NEXB](?=')/y;
  prefixed.lastIndex = at;
  const quoted = readQuoted(scan, prefixed.test(scan.text) ? at + 1 : at);
  if (quoted) {
    let after = quoted.end;
    while (scan.text[after] === '\\') after++;
    return { start: quoted.start, end: quoted.end, after: after + 1 };
  }
  const end = behind(plain, scan.text, at);
  return { start: at, end, after: end };
}

function hideCopied(scan: Scan, from: number, names: readonly string[]): void {
  const judgements = names.map(judge);
  let at = from;
  for (let row = 0; row < rows_most && at < scan.text.length && !scan.text.startsWith('\\.', at); row++) {
    const line = /[^\r\n]{0,4000}/y;
    line.lastIndex = at;
    const cells = (line.exec(scan.text)?.[0] ?? '').split('\t');
    if (cells.length !== names.length) return;
    cells.forEach((cell, column) => {
      hideCell(scan, at, cell, judgements[column] ?? null);
      at += cell.length + 1;
    });
    scan.spend(at - line.lastIndex + 64);
    scan.pass(readStatements, at);
    if (scan.text[at - 1] === '\r') at++;
  }
}

function behind(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
