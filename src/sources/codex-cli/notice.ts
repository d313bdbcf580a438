import type { DraftBlock, LineItem } from '../source.ts';
import { contentOf, type Entry, itemOf, partOf, showAs } from './item.ts';
import type { Memory } from './memory.ts';

export type Note = Pick<Extract<DraftBlock, { type: 'notice' }>, 'label' | 'text' | 'level' | 'duration_ms'>;

export function note(label: string, text = '', level: Note['level'] = 'info', duration_ms: number | null = null): Note {
  return { label, text, level, duration_ms: duration_ms !== null && duration_ms >= 0 ? duration_ms : null };
}

/** Adjacent notices of one thread are drawn as one quiet message. */
const mergeKey = '(notices)';

/** An item that is shown as a quiet row; `write` is asked for its words only when they are wanted. */
export function noticeItem(entry: Entry, memory: Memory, kind: string, write: () => Note): LineItem {
  const message = partOf(memory, {
    merge_key: mergeKey,
    role: 'system',
    outline_kind: 's',
    is_meta: true,
    content: contentOf(entry, () => ({ blocks: [{ type: 'notice', ...write() }] })),
  });
  return showAs(entry, memory, itemOf(entry, kind, 'notice'), message);
}

/** A kind this version has no words for: shown whole and counted as drift. */
export function unknownItem(entry: Entry, memory: Memory, kind: string, write: () => string): LineItem {
  const item = noticeItem(entry, memory, kind, () => note(`unknown record ${kind}`, write()));
  item.is_known = false;
  return item;
}
