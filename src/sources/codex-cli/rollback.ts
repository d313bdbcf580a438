import { countOf, filledTextOf, numberOf, type Shape } from '../shape.ts';
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
  const [kept] = memory.before_prompts.at(-turns) ?? [];
  if (turns === 0 || kept === undefined) return item;
  memory.before_prompts.splice(-turns);
  memory.last_id = kept;
  item.facts = { tip_id: kept };
  return item;
}

/**
 * The head of a file that a paginated thread went on in after a revert: it says in which earlier file, and before which
 * record there, it goes on. What stood behind that was taken back.
 */
export function revertItem(entry: Entry, memory: Memory, kind: string, base: Shape): LineItem {
  const item = noticeItem(entry, memory, kind, () =>
    note('taken back', 'the thread goes on from an earlier turn', 'warning'),
  );
  const end = numberOf(base['end_ordinal_exclusive']);
  // The first file is named by its thread; of the others only the one before is known by its place.
  const named = filledTextOf(base['thread_id']) === memory.thread_id ? 0 : memory.rollout;
  memory.rollout += 1;
  memory.is_running = false;
  memory.is_open = false;
  if (end === null) return item;
  const first = memory.before_prompts.findIndex(
    ([, rollout, ordinal]) => rollout > named || (rollout === named && ordinal !== null && ordinal >= end),
  );
  if (first < 0) return item;
  const [kept] = memory.before_prompts[first]!;
  memory.before_prompts.splice(first);
  memory.last_id = kept;
  item.facts = { tip_id: kept };
  return item;
}
