import { filledTextOf, textOf } from '../shape.ts';
import type { LineItem } from '../source.ts';
import { injectedBlock } from './injected.ts';
import { bookkeeping, contentOf, type Entry, itemOf, partOf, showAs } from './item.ts';
import type { Memory } from './memory.ts';
import { compactionKey, placeCompaction } from './turns.ts';

/**
 * `compacted`: the history up to here was replaced. What replaced it is in the record and is no part of the
 * conversation; a summary, when there is one to read, is shown folded.
 */
export function compactedItem(entry: Entry, memory: Memory): LineItem {
  const item = itemOf(entry, 'compacted', 'notice');
  const summary = filledTextOf(textOf(entry.body['message'])?.trim());
  memory.is_open = false;
  const record_id = entry.id;
  if (!memory.is_copied) {
    item.compaction = {
      record_id,
      ...compactionKey(memory, record_id),
      ...placeCompaction(memory, record_id),
      tokens_before: memory.context,
      tokens_after: null,
    };
    memory.compacting = record_id;
  }
  const message = partOf(memory, {
    merge_key: entry.id,
    role: 'system',
    outline_kind: 'c',
    content: contentOf(entry, () => ({
      blocks: [
        { type: 'compaction', trigger: null, tokens_before: null, tokens_after: null, duration_ms: null },
        ...(summary === null ? [] : [injectedBlock(summary, 'summary of the earlier conversation')]),
      ],
    })),
  });
  return showAs(entry, memory, item, message);
}

/** The screen's word for the same; `compacted` is the one that counts. */
export const contextCompactedItem = (entry: Entry, _memory: Memory, kind: string): LineItem => ({
  ...bookkeeping(entry, kind),
  disposition: 'copy',
});
