import { describe, expect, test } from 'vitest';
import { openLog } from '../../src/engine/reading/open-log.ts';
import { readLines } from '../../src/engine/reading/lines.ts';
import { createFiles } from '../../src/files/index.ts';
import { redact, type Redactor } from '../../src/redaction/unredacted.ts';
import { sources } from '../../src/sources/index.ts';
import { jsonFromValue } from '../../src/sources/shape.ts';
import type { Depth, LineItem, SessionFile, Source } from '../../src/sources/source.ts';
import { casesOf, layOut } from '../helpers/fixture-cases.ts';

const files = createFiles();
const asItIs: Redactor = { text: (raw) => raw };

/** What each line of a log says to some depth; the items as text, since sealed words cannot be compared otherwise. */
function linesTo(depth: Depth, source: Source, file: SessionFile): { items: string[]; contents: string[] }[] {
  const opened = openLog(files, file);
  if (!opened.ok) return [];
  const reader = source.reader(file, null);
  const lines: { items: string[]; contents: string[] }[] = [];
  const line = (bytes: Buffer, _: number, number: number): boolean => {
    const items = reader.read(bytes, number, depth);
    lines.push({ items: items.map(factsOf), contents: items.map(contentOf) });
    return true;
  };
  readLines(opened.file, 0, 0, { line, longLine: () => {}, rest: line });
  opened.file.close();
  return lines;
}

const factsOf = (item: LineItem): string =>
  JSON.stringify({ ...item, message: item.message && { ...item.message, content: null } });

function contentOf({ message }: LineItem): string {
  if (!message?.content) return 'none';
  const { blocks, results, images } = message.content;
  return jsonFromValue([redact(blocks, asItIs), redact(results, asItIs), images]);
}

describe.each(sources.filter(({ id }) => casesOf(id).length > 0))('$id', (source) => {
  test.each(casesOf(source.id))('whole lines of $name are their facts with their full content', async (fixture) => {
    const laid = layOut(fixture);
    const found: SessionFile[] = [];
    for (const plan of source.roots({ home: laid.home, env: laid.environment }).paths) {
      const root = files.openRoot(plan);
      if (!('status' in root)) found.push(...(await source.discover(root, files)).files);
    }
    for (const file of found) {
      const facts = linesTo('facts', source, file);
      const full = linesTo('full', source, file);
      const expected = facts.map(({ items }, line) => ({
        items,
        contents: items.map((item, n) => (JSON.parse(item).message === null ? 'none' : full[line]!.contents[n]!)),
      }));
      expect(linesTo('whole', source, file)).toEqual(expected);
    }
    laid.remove();
  });
});
