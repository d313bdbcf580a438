import { parseJson, TooMuchJson } from './json.ts';
import { type Shape, shapeOf } from './shape.ts';

/** Longer lines are not parsed: they would need several times their size in memory. */
export const longestLineBytes = 50 * 1024 * 1024;

/** What one line of a JSON-lines file holds: its objects in order, and why the rest of it is none. */
export interface ParsedLine {
  records: Shape[];
  problem: string | null;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: false });
const nothing: ParsedLine = { records: [], problem: null };

/**
 * Reads one line without its line break. Takes what is found in the wild: blank lines, CRLF, a byte order mark,
 * NUL bytes in front after a crash, several objects on one line. What holds too much to be parsed is a problem. Never throws.
 */
export function parseLine(bytes: Uint8Array): ParsedLine {
  const start = firstSolidByte(bytes);
  if (start === bytes.length) return nothing;
  if (bytes.length > longestLineBytes) return { records: [], problem: 'The line is longer than 50 MB.' };
  const text = textOf(start === 0 ? bytes : bytes.subarray(start));
  try {
    const record = shapeOf(parseJson(text));
    return record ? { records: [record], problem: null } : { records: [], problem: 'The line is not a JSON object.' };
  } catch (error) {
    return error instanceof TooMuchJson ? { records: [], problem: error.message } : severalObjects(text);
  }
}

/** A few ASCII letters are put together here: a call of the decoder would take longer. */
function textOf(bytes: Uint8Array): string {
  if (bytes.length > 16) return decoder.decode(bytes);
  let text = '';
  for (const byte of bytes) {
    if (byte >= 0x80) return decoder.decode(bytes);
    text += String.fromCharCode(byte);
  }
  return text;
}

/** The place of the first byte that is no blank, NUL or byte order mark. */
function firstSolidByte(bytes: Uint8Array): number {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < bytes.length && (bytes[at] === 0 || bytes[at] === 0x20 || bytes[at] === 0x0d || bytes[at] === 0x09)) at++;
  return at;
}

/** Cuts text into top-level objects by counting braces outside of strings. */
function severalObjects(text: string): ParsedLine {
  const records: Shape[] = [];
  let at = 0;
  while (at < text.length) {
    const end = endOfObject(text, at);
    const record = end === null ? null : objectIn(text.slice(at, end));
    if (end === null || !record)
      return {
        records,
        problem: records.length ? 'The line is broken after its first object.' : 'The line is not valid JSON.',
      };
    records.push(record);
    at = end;
    while (at < text.length && (text[at] === ' ' || text[at] === '\0' || text[at] === '\r')) at++;
  }
  return { records, problem: null };
}

function endOfObject(text: string, start: number): number | null {
  if (text[start] !== '{') return null;
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b) depth++;
    else if (code === 0x7d && --depth === 0) return at + 1;
  }
  return null;
}

function objectIn(text: string): Shape | null {
  try {
    return shapeOf(parseJson(text));
  } catch {
    return null;
  }
}
