import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OpenFile } from '../../../src/files/files.ts';
import { type LinesRead, longestLineBytes, readLines } from '../../../src/engine/reading/lines.ts';
import { fileOfBytes, fileOfSize } from '../byte-file.ts';

interface Seen {
  kind: 'line' | 'long' | 'rest';
  text: string;
  offset: number;
  line: number;
}

/** What the visitor is told, in order. `isWhole` decides about what stands behind the last line break. */
function seenIn(file: OpenFile, from: LinesRead, isWhole: (text: string) => boolean = () => false) {
  const seen: Seen[] = [];
  const done = readLines(file, from.consumed, from.lines, {
    line: (bytes, offset, line) => void seen.push({ kind: 'line', text: bytes.toString('latin1'), offset, line }),
    longLine: (offset, length, line) => void seen.push({ kind: 'long', text: String(length), offset, line }),
    rest(bytes, offset, line) {
      const text = bytes.toString('latin1');
      seen.push({ kind: 'rest', text, offset, line });
      return isWhole(text);
    },
  });
  return { seen, done };
}

const start: LinesRead = { consumed: 0, lines: 0, rest_bytes: 0 };

/** The lines of a text as anyone would split it. */
function naiveLines(text: string): Seen[] {
  let offset = 0;
  return text
    .split('\n')
    .slice(0, -1)
    .map((line, n) => {
      const seen: Seen = { kind: 'line', text: line, offset, line: n + 1 };
      offset += line.length + 1;
      return seen;
    });
}

/** Bytes in which line breaks are frequent. */
const bytesWithLines = fc
  .array(fc.oneof(fc.constant(10), fc.constant(13), fc.integer({ min: 0, max: 255 })), { maxLength: 200 })
  .map((bytes) => Uint8Array.from(bytes));
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

describe('readLines', () => {
  test('gives the lines of a plain split, whatever the bytes and wherever a read ends', () => {
    fc.assert(
      fc.property(bytesWithLines, fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }), (bytes, sizes) => {
        const { seen, done } = seenIn(
          fileOfBytes(bytes, (n) => sizes[n % sizes.length]!),
          start,
        );
        const text = latin1(bytes);
        const consumed = text.lastIndexOf('\n') + 1;
        const rest = text.slice(consumed);
        const lines = naiveLines(text);
        const end: Seen[] = rest === '' ? [] : [{ kind: 'rest', text: rest, offset: consumed, line: lines.length + 1 }];
        expect(seen).toEqual([...lines, ...end]);
        expect(done).toEqual({ consumed, lines: lines.length, rest_bytes: rest.length });
      }),
      { numRuns: 300 },
    );
  });

  test('gives the same lines in any number of steps while the file grows', () => {
    fc.assert(
      fc.property(bytesWithLines, fc.array(fc.nat(200)), (bytes, cuts) => {
        const sizes = [...cuts.filter((cut) => cut <= bytes.length).toSorted((a, b) => a - b), bytes.length];
        let at = start;
        const lines = sizes.flatMap((size) => {
          const { seen, done } = seenIn(fileOfBytes(bytes.subarray(0, size)), at);
          at = done;
          return seen.filter((one) => one.kind === 'line');
        });
        expect(lines).toEqual(naiveLines(latin1(bytes)));
        expect(at.consumed + at.rest_bytes).toBe(bytes.length);
      }),
      { numRuns: 300 },
    );
  });

  test('numbers lines by the line breaks before them, also behind a last line that was taken without one', () => {
    fc.assert(
      fc.property(bytesWithLines, fc.array(fc.nat(200)), (bytes, cuts) => {
        const text = latin1(bytes);
        const sizes = [...cuts.filter((cut) => cut <= bytes.length).toSorted((a, b) => a - b), bytes.length];
        let at = start;
        const seen = sizes.flatMap((size) => {
          const step = seenIn(fileOfBytes(bytes.subarray(0, size)), at, () => true);
          at = step.done;
          return step.seen;
        });
        for (const one of seen) expect(one.line).toBe(text.slice(0, one.offset).split('\n').length);
        expect(seen.map((one) => one.text).join('')).toBe(text.replaceAll('\n', ''));
        expect(at).toMatchObject({ consumed: bytes.length, rest_bytes: 0 });
      }),
      { numRuns: 300 },
    );
  });

  test('an empty file has no line and no rest', () => {
    expect(seenIn(fileOfBytes(new Uint8Array()), start)).toEqual({ seen: [], done: start });
  });

  test('a line longer than the first buffer comes whole, and so do those behind it', () => {
    const long = 'x'.repeat(3 * 1024 * 1024 + 7);
    const text = `a\n${long}\n${long}y\nb\n`;
    const { seen, done } = seenIn(fileOfBytes(Buffer.from(text, 'latin1')), start);
    expect(seen).toEqual(naiveLines(text));
    expect(done).toEqual({ consumed: text.length, lines: 4, rest_bytes: 0 });
  });

  test('a line of more than 50 MB is passed over with its length, and the lines around it are read', () => {
    const long = longestLineBytes + 1;
    const size = 4 + long + 1 + 4;
    const file = fileOfSize(size, (into, position) => {
      into.fill(120);
      for (const at of [3, 4 + long, size - 1])
        if (at >= position && at < position + into.length) into[at - position] = 10;
    });
    const { seen, done } = seenIn(file, start);
    expect(seen).toEqual([
      { kind: 'line', text: 'xxx', offset: 0, line: 1 },
      { kind: 'long', text: String(long), offset: 4, line: 2 },
      { kind: 'line', text: 'xxx', offset: 5 + long, line: 3 },
    ]);
    expect(done).toEqual({ consumed: size, lines: 3, rest_bytes: 0 });
  });

  test('a line of 50 MB exactly is still read', () => {
    const file = fileOfSize(longestLineBytes + 2, (into, position) => {
      into.fill(120);
      if (longestLineBytes >= position && longestLineBytes < position + into.length)
        into[longestLineBytes - position] = 10;
    });
    const { seen } = seenIn(file, start);
    expect(seen.map(({ kind, offset }) => [kind, offset])).toEqual([
      ['line', 0],
      ['rest', longestLineBytes + 1],
    ]);
    expect(seen[0]!.text.length).toBe(longestLineBytes);
  });

  test('an unfinished line of more than 50 MB is left for later without being kept', () => {
    const file = fileOfSize(longestLineBytes + 1000, (into) => into.fill(120));
    expect(seenIn(file, start)).toEqual({
      seen: [],
      done: { consumed: 0, lines: 0, rest_bytes: longestLineBytes + 1000 },
    });
  });

  test('a file that gets shorter while it is read ends where its bytes end', () => {
    const bytes = Buffer.from('one\ntwo\nthr');
    const file = { ...fileOfBytes(bytes), size: 100 };
    const { seen, done } = seenIn(file, start);
    expect(seen.map(({ text }) => text)).toEqual(['one', 'two', 'thr']);
    expect(done).toEqual({ consumed: 8, lines: 2, rest_bytes: 3 });
  });
});
