import type { OpenFile } from '../../files/files.ts';
import type { Redactor } from '../../redaction/unredacted.ts';
import type { LineItem, SessionFile, Source } from '../../sources/source.ts';
import { FileOutline, type OutlineMessage, type Place } from '../reading/outline.ts';
import { type RecordWords, recordsAt, textsOf, wordsOfItem } from './message-texts.ts';
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

export interface IndexTools {
  source: Source;
  redactor: Redactor;
  store: TextStore;
  onBatch: () => void;
}

/** Reads a whole file and indexes all its messages, each with the results that stand in it on the screen. */
export function indexFile(job: IndexJob, file: OpenFile, tools: IndexTools): Indexed {
  const outline = new FileOutline(job.file, tools.source, tools.redactor);
  const messages = new MessagesOnTheWay(outline, file, tools);
  tools.store.begin(job.file_id);
  outline.readFrom(file, (items, place) => messages.add(items, place));
  messages.putRest();
  tools.store.mark(job.file_id, outline.consumed, job.state);
  return { messages: outline.messages.length, bytes_read: outline.consumed };
}

/** Words of so many bytes of a log are held; when there are more, only those of the last ones stay. */
const mostHeldBytes = 8 * 1024 * 1024;
const keptBytes = 4 * 1024 * 1024;

/**
 * Messages between the reading of their records and the index. A message may go on, and its results may come, any number
 * of lines later, so that what was read is held for a while. One that goes on later still is read again at the end.
 */
class MessagesOnTheWay {
  readonly #outline: FileOutline;
  readonly #tools: IndexTools;
  readonly #readAgain: (place: Place) => LineItem | null;
  /** By offset, in order. */
  readonly #held = new Map<number, { records: RecordWords[]; length: number }>();
  #heldBytes = 0;
  /** For each message that was put in its place in its thread, and of how much it was made. */
  readonly #put: { place: number; parts: number }[] = [];
  readonly #threads = new Map<string | null, number>();

  constructor(outline: FileOutline, file: OpenFile, tools: IndexTools) {
    this.#outline = outline;
    this.#tools = tools;
    this.#readAgain = recordsAt(file, outline.reader);
  }

  add(items: LineItem[], { offset, length }: Place): void {
    const records = items.map(wordsOf);
    if (records.every((record) => record === null)) return;
    this.#held.set(offset, { records, length });
    this.#heldBytes += length;
    if (length > keptBytes) this.#putBefore(offset + length);
    else if (this.#heldBytes > mostHeldBytes) this.#putBefore(offset + length - keptBytes);
  }

  /** Puts in what is left once the file has been read. */
  putRest(): void {
    const before = this.#put.length;
    this.#putBefore(Number.POSITIVE_INFINITY);
    for (let ordinal = 0; ordinal < before; ordinal++) {
      const message = this.#outline.messages[ordinal]!;
      const { place, parts } = this.#put[ordinal]!;
      if (this.#partsOf(message) > parts) this.#putMessage(message, ordinal, place);
    }
  }

  /** Puts in the messages that begin before `offset`, and lets go of what stands there. */
  #putBefore(offset: number): void {
    const { messages } = this.#outline;
    for (let ordinal = this.#put.length; ordinal < messages.length; ordinal++) {
      const message = messages[ordinal]!;
      if ((message.parts[0] ?? message.problem_place)!.offset >= offset) break;
      const place = this.#threads.get(message.agent_id) ?? 0;
      this.#threads.set(message.agent_id, place + 1);
      this.#put.push({ place, parts: this.#partsOf(message) });
      this.#putMessage(message, ordinal, place);
    }
    for (const [start, { length }] of this.#held) {
      if (start >= offset) break;
      this.#held.delete(start);
      this.#heldBytes -= length;
    }
  }

  #putMessage(message: OutlineMessage, ordinal: number, place: number): void {
    const { store, redactor, onBatch } = this.#tools;
    const spans = spansOf(this.#outline, message);
    const records = spans.map((span) => this.#recordAt(span));
    const texts = textsOf(records, redactor, new Set([...message.call_ids, ...message.orphan_ids]));
    const { agent_id, role, at } = message;
    store.put({ ordinal, agent_id, place, role, at, spans, texts });
    if (!store.isBatchFull) return;
    store.commit();
    onBatch();
  }

  #recordAt(place: Place): RecordWords {
    const held = this.#held.get(place.offset);
    return held ? (held.records[place.record] ?? null) : wordsOfItem(this.#readAgain(place));
  }

  /** Grows whenever something comes to the message. */
  #partsOf = (message: OutlineMessage): number =>
    spansOf(this.#outline, message).length + message.call_ids.length + message.orphan_ids.length;
}

/** Without the bytes of images. */
function wordsOf(item: LineItem): RecordWords {
  const content = wordsOfItem(item);
  return content && { blocks: content.blocks, results: content.results };
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
