import type { OpenFile } from '../../files/files.ts';

/** Longer lines are passed over without being kept in memory. */
export const longestLineBytes = 50 * 1024 * 1024;
const firstBufferBytes = 1024 * 1024;
const lineFeed = 10;

export interface LineVisitor {
  /** A complete line without its line break. `bytes` is only valid during the call. Line numbers count from 1. */
  line(bytes: Buffer, offset: number, line: number): void;
  /** A line of more than `longestLineBytes`. */
  longLine(offset: number, length: number, line: number): void;
  /** What stands behind the last line break; true when it is a whole line all the same. */
  rest(bytes: Buffer, offset: number, line: number): boolean;
}

export interface LinesRead {
  /** Where to go on when the file has grown: behind the last complete line. */
  consumed: number;
  /** Lines up to there. */
  lines: number;
  /** Bytes behind the last complete line: a line that is still being written, or torn. */
  rest_bytes: number;
}

/** Reads the lines of a file from `offset` up to its size at opening. Splits on bytes; memory is bounded by the longest line kept. */
export function readLines(file: OpenFile, offset: number, linesBefore: number, visitor: LineVisitor): LinesRead {
  let buffer: Buffer = Buffer.allocUnsafe(Math.min(firstBufferBytes, Math.max(1, file.size - offset)));
  let held = 0;
  let start = offset;
  let position = offset;
  let lines = endsInsideLine(file, offset) ? linesBefore - 1 : linesBefore;
  let isTooLong = false;
  while (position < file.size) {
    if (held === buffer.length) {
      if (buffer.length > longestLineBytes) {
        isTooLong = true;
        held = 0;
      } else buffer = grown(buffer, held, file.size - start);
    }
    const wanted = Math.min(buffer.length - held, file.size - position);
    const got = file.read(buffer.subarray(held, held + wanted), position);
    if (got === 0) break;
    position += got;
    const end = held + got;
    let from = 0;
    let searchFrom = held;
    for (let at = indexOfFeed(buffer, searchFrom, end); at >= 0; at = indexOfFeed(buffer, searchFrom, end)) {
      lines += 1;
      const length = position - end + at - start;
      if (isTooLong) visitor.longLine(start, length, lines);
      else visitor.line(buffer.subarray(from, at), start, lines);
      isTooLong = false;
      from = searchFrom = at + 1;
      start = position - end + from;
    }
    if (isTooLong) held = 0;
    else {
      if (from > 0) buffer.copyWithin(0, from, end);
      held = end - from;
    }
  }
  const rest_bytes = position - start;
  if (rest_bytes > 0 && !isTooLong && visitor.rest(buffer.subarray(0, held), start, lines + 1))
    return { consumed: position, lines: lines + 1, rest_bytes: 0 };
  return { consumed: start, lines: start === offset ? linesBefore : lines, rest_bytes };
}

/** Whether the last line before this place was taken without a line break; what follows belongs to it. */
function endsInsideLine(file: OpenFile, offset: number): boolean {
  const last = Buffer.alloc(1);
  return offset > 0 && file.read(last, offset - 1) === 1 && last[0] !== lineFeed;
}

/** What stands in the buffer behind `end` is of no account. */
function indexOfFeed(buffer: Buffer, from: number, end: number): number {
  const at = buffer.indexOf(lineFeed, from);
  return at < end ? at : -1;
}

function grown(buffer: Buffer, held: number, most: number): Buffer {
  const larger = Buffer.allocUnsafe(Math.min(buffer.length * 4, longestLineBytes + 1, Math.max(most, held + 1)));
  buffer.copy(larger, 0, 0, held);
  return larger;
}
