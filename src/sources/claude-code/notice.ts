import type { Depth, DraftBlock, LineItem } from '../source.ts';
import type { Shape } from '../shape.ts';
import { agentOf } from './agents.ts';
import { contentOf, itemOf } from './item.ts';

type Note = Pick<Extract<DraftBlock, { type: 'notice' }>, 'label' | 'text' | 'level' | 'duration_ms'>;

/** Adjacent notices of one thread are drawn as one quiet message. */
const mergeKey = '(notices)';

/** An item that is shown as a quiet row; `write` is asked for its words only when they are wanted. */
export function noticeItem(record: Shape, kind: string, depth: Depth, write: () => Note): LineItem {
  const item = itemOf(record, kind, 'notice');
  item.message = {
    merge_key: mergeKey,
    role: 'system',
    agent_id: agentOf(record),
    is_meta: true,
    is_prompt: false,
    outline_kind: 's',
    model: null,
    turn_id: null,
    call_ids: [],
    result_ids: [],
    is_only_results: false,
    answer: null,
    error_count: 0,
    counts: false,
    content: depth === 'full' ? contentOf([{ type: 'notice', ...write() }]) : null,
  };
  return item;
}
