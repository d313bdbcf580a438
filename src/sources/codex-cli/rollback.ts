import { countOf } from '../shape.ts';
import type { LineItem } from '../source.ts';
import type { Entry } from './item.ts';
import type { Memory } from './memory.ts';
import { note, noticeItem } from './notice.ts';

/** The last turns were taken back: the thread goes on from before them. What they used was spent all the same. */
export function rollbackItem(entry: Entry, memory: Memory, kind: string): LineItem {
  const turns = countOf(entry.body['num_turns']) ?? 0;
  const item = noticeItem(entry, memory, kind, () =>
    note('taken back', `${turns} ${turns === 1 ? 'turn' : 'turns'}`, 'warning'),
  );
  const kept = memory.before_prompts.at(-turns);
  if (turns === 0 || kept === undefined) return item;
  memory.before_prompts.splice(-turns);
  memory.last_id = kept;
  item.facts = { tip_id: kept };
  return item;
}
