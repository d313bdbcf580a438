import type { LineItem, PartContent } from '../source.ts';
import { filledTextOf, instantOf, type Shape, textOf } from '../shape.ts';
import { Unredacted } from '../../redaction/unredacted.ts';
import type { DraftBlock, DraftImage, DraftResult } from '../source.ts';

/** The item of a record with nothing but its envelope filled in. */
export function itemOf(record: Shape, kind: string, disposition: LineItem['disposition']): LineItem {
  return {
    disposition,
    kind,
    is_known: true,
    reason: null,
    at: instantOf(record['timestamp']),
    version: filledTextOf(record['version']),
    record_id: filledTextOf(record['uuid']),
    parent_id: textOf(record['parentUuid']),
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

const nothing: Shape = {};

export function problemItem(reason: string): LineItem {
  const item = itemOf(nothing, 'problem', 'problem');
  item.reason = reason;
  return item;
}

export const seal = <T>(value: T): Unredacted<T> => new Unredacted(value);
export const sealText = (value: unknown): Unredacted<string> | null => {
  const text = filledTextOf(value);
  return text === null ? null : new Unredacted(text);
};

export function contentOf(blocks: DraftBlock[], results: DraftResult[] = [], images: DraftImage[] = []): PartContent {
  return { blocks: seal(blocks), results: seal(results), images };
}
