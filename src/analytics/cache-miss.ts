import type { Instant } from '../contract/units.ts';
import { type CallUsage, costOfCall } from './cost.ts';

/**
 * What a call cost more, in US dollars, than it would have if so many of its tokens had come out of the cache. Null when the
 * price is not known, or the call was made of parts, of which the log does not tell which one missed.
 */
export function costOfMiss(model: string, usage: CallUsage, tokens: number, at: Instant | null): number | null {
  if (usage.parts.length > 0) return null;
  const paid = costOfCall(model, usage, at);
  const cached = costOfCall(model, readFromCache(usage, tokens), at);
  return paid === null || cached === null ? null : Math.max(0, paid - cached);
}

/** What a call writes into the cache is what it did not find there; what is neither is fresh input. */
function readFromCache(usage: CallUsage, tokens: number): CallUsage {
  const moved = { ...usage };
  let left = tokens;
  for (const key of ['cache_write_5m', 'cache_write_1h', 'input'] as const) {
    const share = Math.min(left, moved[key]);
    moved[key] -= share;
    moved.cache_read += share;
    left -= share;
  }
  return moved;
}
