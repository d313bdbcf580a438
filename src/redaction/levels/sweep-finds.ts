import { type Find, rank } from '../spans.ts';
import type { Sweep } from './sweep.ts';

/** What the sweeps find in the text. */
export function sweepFinds(text: string, sweeps: readonly Sweep[]): Find[] {
  const finds: Find[] = [];
  for (const { name, pattern, accepts } of sweeps) {
    for (const found of text.matchAll(pattern)) {
      const [start, end] = found.indices?.[1] ?? [found.index, found.index + found[0].length];
      if (end > start && (accepts?.(text.slice(start, end)) ?? true))
        finds.push({ start, end, rule: name, rank: rank.guess });
    }
  }
  return finds;
}
