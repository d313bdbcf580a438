import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { fileCases } from './hostile/files.ts';
import { largeCases } from './hostile/large.ts';
import { recordCases } from './hostile/records.ts';

/** Cases of the list of hostile inputs that are tested where what they attack is tested: file and test. */
const elsewhere: readonly (readonly [n: number, file: string, test: string])[] = [
  [12, 'files/open.test.ts', 'that is deleted or moved at the moment of opening is not read'],
  [13, 'engine/hostile.test.ts', 'a file that vanishes or shrinks while everything is read is no crash'],
  [14, 'files/open.test.ts', 'is read from any place, up to the size it had when it was opened'],
  [15, 'engine/hostile.test.ts', 'does not become a way out when it takes the place of a known file'],
  [16, 'files/race.test.ts', 'a plain read is deceived, so the race is a real one'],
  [
    60,
    'security/canary.test.ts',
    'are many, of every family, in every source that can be read, and each stands in a log as it is',
  ],
  [80, 'security/canary.test.ts', 'by an answer to any method, or by news'],
  [81, 'security/canary.test.ts', 'by what whole processes print'],
  [86, 'security/link-routes.test.ts', 'leads through one function of the page and one of the window'],
  [87, 'security/link-routes.test.ts', 'leads through one function of the page and one of the window'],
  [117, 'engine/resume-command.test.ts', 'a generated folder name is one word to the shell, or is left out'],
  [118, 'engine/reader-pool.test.ts', 'on a reader that cannot even start says so, each time'],
  [
    119,
    'engine/catalog/full-disk.test.ts',
    'a disk that fills up while a scan writes costs no row, and the next scan brings the rest',
  ],
  [122, 'engine/data-folder.test.ts', 'that is there already and open to others holds only files for the owner alone'],
];

const from = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, n) => first + n);
const asked = [
  ...from(1, 15),
  ...from(17, 33),
  ...from(35, 59),
  ...from(60, 84),
  ...from(85, 98),
  ...from(117, 119),
  122,
];

const tests = path.resolve(import.meta.dirname, '..');
const textOf = (file: string): string => fs.readFileSync(path.join(tests, file), 'utf8');

/** The numbers that tests of these files have in their names or tables. */
function numbersIn(file: string): number[] {
  return [...textOf(file).matchAll(/\[\s*(\d{2,3}),\s*['"`]|['"`](\d{2,3}): /g)].map((found) =>
    Number(found[1] ?? found[2]),
  );
}

describe('the list of hostile inputs', () => {
  test('is tested number by number', () => {
    const here = [...fileCases, ...recordCases, ...largeCases].map(({ n }) => n);
    const named = ['security/hostile-secrets.test.ts', 'security/hostile-display.test.ts'].flatMap(numbersIn);
    const tested = new Set([...here, ...named, ...elsewhere.map(([n]) => n)]);
    expect(asked.filter((n) => !tested.has(n))).toEqual([]);
  });

  test.each(elsewhere)('%i is tested in %s', (_n, file, name) => {
    expect(textOf(file)).toContain(name);
  });
});
