import type { RawRecord } from '../../contract/raw.ts';
import type { OpenFile } from '../../files/files.ts';
import { redact, type Redactor, Unredacted } from '../../redaction/unredacted.ts';
import { parseJson, TooMuchJson } from '../../sources/json.ts';
import { jsonFromValue } from '../../sources/shape.ts';
import { longestLineBytes } from './lines.ts';
import type { FileOutline, OutlineMessage } from './outline.ts';
import { threadOf } from './thread.ts';

/** What of the records of a message is wanted. */
export interface RawWish {
  agent_id: string | null;
  index: number;
  /** One of them; null for all. */
  line: number | null;
  offset: number;
  limit: number;
}

export interface RawRecords {
  /** The name of the log. */
  file: string;
  records: RawRecord[];
  message_count: number;
}

interface Opened {
  outline: FileOutline;
  redactor: Redactor;
  file: OpenFile;
}

/** The lines that a message and the results of its calls were made of, redacted. Null when there is no such message. */
export function rawRecords(wish: RawWish, { outline, redactor, file }: Opened): RawRecords | null {
  const thread = threadOf(outline, wish.agent_id);
  const message = thread[wish.index];
  if (!message) return null;
  const records = linesOf(outline, message)
    .filter(({ line }) => wish.line === null || line === wish.line)
    .map(({ offset, length, line, part }): RawRecord => {
      const whole = textAt(file, { offset, length }, redactor);
      const text = whole.slice(wish.offset, wish.offset + wish.limit).toWellFormed();
      const end = wish.offset + text.length;
      return {
        line,
        bytes: length,
        part,
        text,
        text_length: whole.length,
        next_offset: end < whole.length ? end : null,
      };
    });
  const name = outline.file.entry.relative_path.split(/[\\/]/).at(-1) ?? '';
  return { file: redact(new Unredacted(name), redactor), records, message_count: thread.length };
}

interface Line {
  offset: number;
  length: number;
  line: number;
  part: RawRecord['part'];
}

/** In the order of the file; a line that holds both message and result stands once. */
function linesOf({ results }: FileOutline, message: OutlineMessage): Line[] {
  const lines = new Map<number, Line>();
  const add = (part: Line['part'], place: { offset: number; length: number; line: number }): void => {
    const { offset, length, line } = place;
    if (!lines.has(offset)) lines.set(offset, { offset, length, line, part });
  };
  for (const place of message.parts) add('message', place);
  for (const id of message.call_ids) {
    const result = results.get(id);
    if (result) for (const place of [result, ...result.more]) add('result', place);
  }
  if (message.problem_place) add('message', message.problem_place);
  return [...lines.values()].toSorted((a, b) => a.offset - b.offset);
}

function textAt(file: OpenFile, { offset, length }: { offset: number; length: number }, redactor: Redactor): string {
  if (length > longestLineBytes) return 'The line is longer than 50 MB and is not shown.';
  const bytes = Buffer.allocUnsafe(length);
  if (file.read(bytes, offset) < length) return 'The line has changed on disk since it was indexed.';
  return shownText(bytes.toString('utf8'), redactor).toWellFormed();
}

/** JSON with indents; a line that is none, as it stands. */
function shownText(line: string, redactor: Redactor): string {
  try {
    const whole = { line: parseJson(line) };
    leaveOutBytes(whole);
    return jsonFromValue(redact(new Unredacted(whole.line), redactor));
  } catch (error) {
    if (error instanceof TooMuchJson) return error.message;
    if (!(error instanceof SyntaxError)) throw error;
    return redact(new Unredacted(line), redactor);
  }
}

const longBytes = 2_000;

/** In place, with a stack of its own: hostile logs nest deeper than the call stack. */
function leaveOutBytes(root: object): void {
  const todo: object[] = [root];
  for (let box = todo.pop(); box; box = todo.pop()) {
    const fields = box as Record<string, unknown>;
    for (const key of Object.keys(box)) {
      const value = fields[key];
      if (typeof value === 'object' && value !== null) todo.push(value);
      else if (typeof value === 'string' && value.length >= longBytes) fields[key] = withoutBytes(value);
    }
  }
}

/** Images and encrypted reasoning say nothing to a reader, and fill megabytes. */
function withoutBytes(value: string): string {
  if (!isBase64(value)) return value;
  return `[${value.length.toLocaleString('en-US')} characters of base64 left out]`;
}

const isBase64 = (text: string): boolean => /^(?:data:[\w/+.-]{1,80};base64,)?[A-Za-z0-9+/_-]+={0,2}$/.test(text);
