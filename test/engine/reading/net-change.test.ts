import { structuredPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FileChange, Hunk } from '../../../src/contract/message.ts';
import { netChange } from '../../../src/engine/reading/net-change.ts';

const path = 'src/a.ts';
const change = (more: Partial<FileChange>): FileChange => ({
  path,
  change: 'update',
  hunks: null,
  old_text: null,
  new_text: null,
  lines_added: null,
  lines_removed: null,
  is_cut: false,
  ...more,
});

/** A change as agents log it: numbered hunks with three lines around. */
function patched(before: string[], after: string[]): FileChange {
  const text = (lines: string[]): string => lines.map((line) => `${line}\n`).join('');
  const { hunks } = structuredPatch('', '', text(before), text(after), '', '', { context: 3 });
  return change({
    hunks: hunks.map((hunk): Hunk => ({
      old_start: hunk.oldStart,
      old_lines: hunk.oldLines,
      new_start: hunk.newStart,
      new_lines: hunk.newLines,
      lines: hunk.lines,
    })),
  });
}

const known = (changes: FileChange[]): FileChange => {
  const net = netChange(path, changes);
  if (!net.is_known) expect.fail(net.reason);
  return net.change;
};

const reasonOf = (changes: FileChange[]): string => {
  const net = netChange(path, changes);
  return net.is_known ? 'it is known' : net.reason;
};

/** What a net change makes of the lines that a file had at first. */
function applied(lines: readonly string[], { hunks }: FileChange): string[] {
  const result: string[] = [];
  let at = 0;
  for (const hunk of hunks ?? []) {
    const start = hunk.old_lines === 0 ? hunk.old_start : hunk.old_start - 1;
    result.push(...lines.slice(at, start));
    at = start;
    for (const line of hunk.lines) {
      if (line.startsWith('+')) result.push(line.slice(1));
      else {
        expect(lines[at]).toBe(line.slice(1));
        if (line.startsWith(' ')) result.push(lines[at]!);
        at++;
      }
    }
  }
  return [...result, ...lines.slice(at)];
}

const numbered = (count: number): string[] => Array.from({ length: count }, (_, at) => `line ${at + 1}`);
const withLine = (lines: string[], number: number, ...now: string[]): string[] =>
  lines.toSpliced(number - 1, 1, ...now);

describe('the net change of a file', () => {
  test('makes of the first text the last one, whatever came in between', () => {
    const line = fc.constantFrom('a', 'b', 'c', 'd', '');
    const texts = fc.array(fc.array(line, { maxLength: 30 }), { minLength: 2, maxLength: 7 });
    fc.assert(
      fc.property(texts, (versions) => {
        const changes = versions.slice(1).map((after, n) => patched(versions[n]!, after));
        expect(applied(versions[0]!, known(changes))).toEqual(versions.at(-1));
      }),
    );
  });

  test('shows only what is different in the end', () => {
    const first = numbered(60);
    const second = withLine(first, 30, 'changed');
    const third = withLine(second, 50, 'added one', 'added two');
    const back = withLine(third, 30, 'line 30');
    const net = known([patched(first, second), patched(second, third), patched(third, back)]);
    expect(net).toMatchObject({ change: 'update', lines_added: 2, lines_removed: 1 });
    expect(net.hunks).toHaveLength(1);
    expect(net.hunks?.[0]).toMatchObject({ old_start: 47, new_start: 47 });
    expect(known([patched(first, second), patched(second, first)]).hunks).toEqual([]);
  });

  test('of a new file is its last text', () => {
    const made = change({ change: 'create', new_text: 'one\ntwo\n' });
    const net = known([made, patched(['one', 'two'], ['one', 'three'])]);
    expect(net).toMatchObject({ change: 'create', lines_added: 2, lines_removed: 0 });
    expect(net.hunks?.[0]?.lines).toEqual(['+one', '+three']);
  });

  test('takes up texts without a place where the whole file is known', () => {
    const made = change({ change: 'create', new_text: 'one\ntwo\n' });
    const net = known([made, change({ old_text: 'two', new_text: '2\n3' })]);
    expect(net.hunks?.[0]?.lines).toEqual(['+one', '+2', '+3']);
  });

  test('is not told when the log does not prove it', () => {
    const [first, second] = [numbered(9), withLine(numbered(9), 5, 'five')];
    expect(reasonOf([change({ old_text: 'a', new_text: 'b' })])).toContain('where in the file');
    expect(reasonOf([{ ...patched(first, second), is_cut: true }])).toContain('not in the log');
    expect(reasonOf([patched(first, second), patched(first, second)])).toContain('does not fit');
    expect(reasonOf([change({ change: 'move', hunks: [] })])).toContain('moved');
    const [hunk] = patched(first, second).hunks ?? [];
    expect(reasonOf([change({ hunks: [{ ...hunk!, old_start: 0, new_start: 0 }] })])).toContain('where in the file');
  });
});
