import type { OpenFile } from '../../files/files.ts';
import type { Redactor } from '../../redaction/unredacted.ts';
import type { SessionFile, Source } from '../../sources/source.ts';
import { FileOutline, type OutlineMessage, type Place } from '../reading/outline.ts';
import { recordsAt, textsOf } from './message-texts.ts';
import type { TextStore } from './text-store.ts';

/** Put a file's text into the index, or what is new of it. */
export interface IndexJob {
  kind: 'index';
  source: string;
  file: SessionFile;
  file_id: number;
  /** Versions of reader and rules; a file indexed by others is done anew. */
  state: string;
}

export interface Indexed {
  messages: number;
  bytes_read: number;
}

/** Batches are written at this many characters, so that a stop costs at most one of them. */
const batchChars = 24_000_000;

/** Reads a whole file and indexes all its messages, each with the results that stand in it on the screen. */
export function indexFile(
  job: IndexJob,
  file: OpenFile,
  { source, redactor, store, onBatch }: { source: Source; redactor: Redactor; store: TextStore; onBatch: () => void },
): Indexed {
  const outline = new FileOutline(job.file, source, redactor);
  outline.readFrom(file);
  store.begin(job.file_id);
  const read = recordsAt(file, outline.reader);
  const places = new Map<string | null, number>();
  let chars = 0;
  outline.messages.forEach((message, ordinal) => {
    const place = places.get(message.agent_id) ?? 0;
    places.set(message.agent_id, place + 1);
    const spans = spansOf(outline, message);
    const texts = textsOf(spans.map(read), redactor, new Set([...message.call_ids, ...message.orphan_ids]));
    const { agent_id, role, at } = message;
    store.put({ ordinal, agent_id, place, role, at, spans, texts });
    chars += texts.text.length + texts.thinking.length + texts.tool_input.length + texts.tool_output.length;
    if (chars > batchChars) {
      chars = 0;
      store.commit();
      onBatch();
    }
  });
  store.mark(job.file_id, outline.consumed, job.state);
  return { messages: outline.messages.length, bytes_read: outline.consumed };
}

/** Where the parts of a message and the results of its calls stand. */
export function spansOf(outline: FileOutline, message: OutlineMessage): Place[] {
  const spans: Place[] = [...message.parts];
  for (const id of message.call_ids) {
    const result = outline.results.get(id);
    if (result && !spans.some((span) => span.offset === result.offset && span.record === result.record))
      spans.push({ offset: result.offset, length: result.length, line: result.line, record: result.record });
  }
  return spans;
}
