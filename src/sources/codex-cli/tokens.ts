import { countOf, filledTextOf, type Shape, shapeOf } from '../shape.ts';
import type { ApiCall, LineItem } from '../source.ts';
import { bookkeeping, type Entry, seal } from './item.ts';
import { limitFacts } from './limits.ts';
import { type Memory, remember } from './memory.ts';
import { compactionKey } from './turns.ts';
import { isUuid } from './uuid.ts';

/** Input, cached, cache write, output, reasoning, total: cached and cache write are parts of input, reasoning of output. */
type Counts = readonly number[];

const keys = [
  'input_tokens',
  'cached_input_tokens',
  'cache_write_input_tokens',
  'output_tokens',
  'reasoning_output_tokens',
  'total_tokens',
];
const mostTotals = 64;

export const countsOf = (usage: unknown): number[] | null => {
  const shape = shapeOf(usage);
  return shape && keys.map((key) => countOf(shape[key]) ?? 0);
};

/** Tokens were billed; a lone total is the size of a context. */
const isBilled = (counts: Counts): boolean => counts[0]! > 0 || counts[3]! > 0;

/**
 * `token_count`: after each model response, and again with the same totals whenever limits were refreshed.
 * One whose totals have been seen before says nothing new.
 */
export function tokenCountItem(entry: Entry, memory: Memory): LineItem {
  const item = bookkeeping(entry, 'event_msg/token_count');
  item.facts = limitFacts(entry, memory);
  const info = shapeOf(entry.body['info']);
  const total = countsOf(info?.['total_token_usage']);
  const last = countsOf(info?.['last_token_usage']) ?? (total && difference(total, memory.last_totals));
  if (!last) return item;
  const seen = (total ?? last).join(' ');
  const isRepeat = total !== null && memory.totals.includes(seen);
  // After a compaction the totals stay, and what is last is the size that is left.
  if (memory.compacting !== null && !isBilled(last)) noteContext(item, memory, last);
  if (isRepeat) return { ...item, disposition: 'copy' };
  if (total) remember(memory.totals, seen, mostTotals);
  memory.last_totals = total;
  noteContext(item, memory, last);
  if (!isBilled(last) || memory.has_records) return item;
  closeResponse(memory);
  item.call = callOf(memory, `${scopeOf(memory)}:${total ? seen : `${memory.response}:${seen}`}`, last);
  return item;
}

/** `token_usage_record`: one for each finished response, and exact. */
export function usageRecordItem(entry: Entry, memory: Memory): LineItem {
  const item = bookkeeping(entry, 'token_usage_record');
  const usage = countsOf(entry.body['usage']);
  const response_id = filledTextOf(entry.body['response_id']);
  if (!usage) return { ...item, is_known: false };
  memory.has_records = true;
  const thread_id = filledTextOf(entry.body['thread_id']) ?? memory.thread_id;
  // Ids of responses are unique at the provider, but some servers give the same one again; the sum so far tells them apart.
  const sum = countsOf(entry.body['thread_token_usage']) ?? usage;
  const key = `${thread_id}:${response_id ?? ''}:${sum.join(' ')}`;
  if (memory.responses.includes(key)) return { ...item, disposition: 'copy' };
  remember(memory.responses, key, mostTotals);
  closeResponse(memory);
  if (isBilled(usage)) {
    item.call = callOf(memory, key, usage);
    item.call.is_copy ||= memory.thread_id !== '' && thread_id !== memory.thread_id;
  }
  return item;
}

/**
 * By which copies of one call are known: turn ids are unique and stay as they are in forks. Threads without them are
 * known by the thread that all forks began with, since a fork goes on with the totals of what it copied.
 */
const scopeOf = (memory: Memory): string =>
  memory.turn_id !== null && isUuid(memory.turn_id) ? memory.turn_id : memory.root_id;

function callOf(memory: Memory, call_key: string, counts: Counts): ApiCall {
  const [input, cached, written, output, reasoning] = counts as [number, number, number, number, number];
  const cache_read = Math.min(cached, input);
  const cache_write_5m = Math.min(written, input - cache_read);
  return {
    call_key,
    model: seal(memory.model ?? 'unknown'),
    usage: {
      input: input - cache_read - cache_write_5m,
      cache_read,
      cache_write_5m,
      cache_write_1h: 0,
      output,
      reasoning: Math.min(reasoning, output),
      speed: null,
      tier: memory.tier,
      region: null,
      web_searches: 0,
      parts: [],
    },
    reported_cost_usd: null,
    is_copy: memory.is_copied,
    is_final: true,
  };
}

/** What the totals have grown by; all of it after a restart of the counter. */
function difference(total: Counts, before: Counts | null): number[] {
  if (!before || before.some((count, n) => total[n]! < count)) return [...total];
  return total.map((count, n) => count - before[n]!);
}

/** Remembers the size of the context, and tells a compaction before it what it came down to. */
function noteContext(item: LineItem, memory: Memory, last: Counts): void {
  const context = isBilled(last) ? last[0]! + last[3]! : last[5]!;
  if (memory.compacting !== null && context > 0) {
    item.compaction = {
      record_id: memory.compacting,
      ...compactionKey(memory, memory.compacting),
      trigger: null,
      tokens_before: null,
      tokens_after: isBilled(last) ? last[0]! : context,
    };
    memory.compacting = null;
  }
  if (context > 0) memory.context = context;
}

export function closeResponse(memory: Memory): void {
  memory.has_counts = true;
  memory.is_open = false;
}

/** Tokens of an exec stream's turn: its figures are sums over the whole thread. */
export function usedSince(memory: Memory, usage: Shape): ApiCall | null {
  const counts = countsOf(usage)!;
  const used = difference(counts, memory.used);
  memory.used = counts;
  if (!isBilled(used)) return null;
  return callOf(memory, `${memory.thread_id}:${counts.slice(0, 5).join(' ')}`, used);
}
