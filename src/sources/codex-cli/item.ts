import { Unredacted } from '../../redaction/unredacted.ts';
import { filledTextOf, type Shape } from '../shape.ts';
import type { Depth, DraftBlock, DraftImage, DraftResult, LineItem, MessagePart, PartContent } from '../source.ts';
import type { Memory } from './memory.ts';

/** One record on its way through the reader. `body` is the payload, or the record itself in files without envelopes. */
export interface Entry {
  record: Shape;
  body: Shape;
  at: string | null;
  /** Unique in the file: `r<line>`, and the place when a line holds several records. */
  id: string;
  depth: Depth;
}

export const seal = <T>(value: T): Unredacted<T> => new Unredacted(value);
export const sealText = (value: unknown): Unredacted<string> | null => {
  const text = filledTextOf(value);
  return text === null ? null : new Unredacted(text);
};

/** An item with nothing but its kind and time. */
export function itemOf(entry: Entry, kind: string, disposition: LineItem['disposition']): LineItem {
  return {
    disposition,
    kind,
    is_known: true,
    reason: null,
    at: entry.at,
    version: null,
    record_id: null,
    parent_id: null,
    continues_id: null,
    facts: null,
    message: null,
    prompt: null,
    call: null,
    tool_calls: [],
    tool_results: [],
    compaction: null,
    subagents: [],
  };
}

/** Understood, with nothing to show. */
export const bookkeeping = (entry: Entry, kind: string): LineItem => itemOf(entry, kind, 'bookkeeping');

export function problemItem(entry: Entry, reason: string): LineItem {
  return { ...itemOf(entry, 'problem', 'problem'), reason };
}

/** What an item shows; asked for only at full depth. */
export interface Shown {
  blocks: DraftBlock[];
  results?: DraftResult[];
  images?: DraftImage[];
}

export function contentOf(entry: Entry, write: () => Shown): PartContent | null {
  if (entry.depth !== 'full') return null;
  const { blocks, results = [], images = [] } = write();
  return { blocks: seal(blocks), results: seal(results), images };
}

/** A part with what all parts of a file have in common; the caller says the rest. */
export function partOf(
  memory: Memory,
  said: Pick<MessagePart, 'merge_key' | 'role' | 'outline_kind'> & Partial<MessagePart>,
): MessagePart {
  return {
    agent_id: memory.agent_id,
    is_meta: false,
    is_prompt: false,
    model: null,
    turn_id: memory.turn_id,
    call_ids: [],
    result_ids: [],
    is_only_results: false,
    answer: null,
    error_count: 0,
    counts: false,
    content: null,
    ...said,
  };
}

/** Gives an item its message, and its place in the thread: behind the message before it. */
export function showAs(entry: Entry, memory: Memory, item: LineItem, message: MessagePart): LineItem {
  item.message = message;
  if (message.is_only_results) return item;
  item.record_id = entry.id;
  item.parent_id = memory.last_id;
  memory.last_id = entry.id;
  return item;
}
