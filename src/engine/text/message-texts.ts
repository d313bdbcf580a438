import type { OpenFile } from '../../files/files.ts';
import { redactFields, type Redactor } from '../../redaction/unredacted.ts';
import { jsonFromValue } from '../../sources/shape.ts';
import type { DraftBlock, LineItem, LineReader, PartContent } from '../../sources/source.ts';
import { toolNameFrom } from '../reading/call-words.ts';
import type { Place } from '../reading/outline.ts';
import { type MessageTexts, textFields } from './text-store.ts';

/** The longest text of one field of one message that is indexed, in UTF-16 units; what lies behind is left out. */
export const mostFieldChars = 4_000_000;

/** What a record says in words; null when it says nothing, or is no longer there. */
export type RecordWords = Pick<PartContent, 'blocks' | 'results'> | null;

export const wordsOfItem = (item: LineItem | null | undefined): RecordWords => item?.message?.content ?? null;

/** All text of a message, redacted, from its records. */
export function textsOf(
  records: RecordWords[],
  redactor: Redactor,
  wantedResults: ReadonlySet<string> | null,
): MessageTexts {
  const found: Record<keyof MessageTexts, string[]> = { text: [], thinking: [], tool_input: [], tool_output: [] };
  for (const content of records) {
    if (!content) continue;
    for (const block of redactFields(content.blocks, fieldsOfBlocks, redactor))
      found[fieldOf(block)].push(textOf(block, redactor));
    for (const { call_id = '', text = '', injected = [] } of redactFields(content.results, fieldsOfResults, redactor))
      if (wantedResults === null || wantedResults.has(call_id))
        found.tool_output.push(text, ...injected.map((part) => part.text));
  }
  const texts = textFields.map(
    (field) => [field, found[field].join('\n').slice(0, mostFieldChars).toWellFormed()] as const,
  );
  return Object.fromEntries(texts) as unknown as MessageTexts;
}

/** What of a block and of a result is indexed. A difference repeats what stands in the input or the output. */
const fieldsOfBlocks = ['type', 'text', 'label', 'reason', 'name', 'input'] as const;
const fieldsOfResults = ['call_id', 'text', 'injected'] as const;

interface IndexedBlock {
  type?: DraftBlock['type'];
  text?: string;
  label?: string | null;
  reason?: string;
  name?: string;
  input?: unknown;
}

function fieldOf({ type }: IndexedBlock): keyof MessageTexts {
  if (type === 'thinking') return 'thinking';
  return type === 'tool_call' ? 'tool_input' : 'text';
}

function textOf({ type, text = '', label, reason = '', name = '', input }: IndexedBlock, redactor: Redactor): string {
  if (type === 'tool_call') return `${toolNameFrom(name, redactor)}\n${valuesOf(input)}`;
  return type === 'notice' ? `${label}\n${text}` : text + reason;
}

/** What a tool was given, without the marks of JSON: keys and values, one per line. */
function valuesOf(input: unknown): string {
  if (typeof input === 'string') return input;
  if (typeof input !== 'object' || input === null) return String(input ?? '');
  const parts = Object.entries(input).map(([key, value]) =>
    typeof value === 'string' ? `${key}: ${value}` : `${key}: ${jsonFromValue(value)}`,
  );
  return parts.join('\n');
}

/**
 * Reads records again at places of a file. At least `window_bytes` are read at once, which serves neighbours too; with 0
 * no more than the record.
 */
export function recordsAt(
  file: OpenFile,
  reader: LineReader,
  window_bytes = usualWindowBytes,
): (place: Place) => LineItem | null {
  let buffer = noBytes;
  let window = { start: 0, end: 0 };
  let last: { offset: number; items: LineItem[] } | null = null;
  const bytesAt = (offset: number, length: number): Buffer | null => {
    if (offset < window.start || offset + length > window.end) {
      const wanted = Math.max(length, Math.min(window_bytes, Math.max(0, file.size - offset)));
      const isFit = buffer.length >= wanted && buffer.length <= Math.max(wanted, usualWindowBytes);
      if (!isFit) buffer = Buffer.allocUnsafeSlow(wanted);
      window = { start: offset, end: offset + file.read(buffer.subarray(0, wanted), offset) };
    }
    const from = offset - window.start;
    return offset + length <= window.end ? buffer.subarray(from, from + length) : null;
  };
  return (place) => {
    if (last?.offset !== place.offset) {
      const bytes = bytesAt(place.offset, place.length);
      last = { offset: place.offset, items: bytes ? reader.read(bytes, place.line, 'full') : [] };
    }
    return last.items[place.record] ?? null;
  };
}

const usualWindowBytes = 1024 * 1024;
const noBytes = Buffer.alloc(0);
