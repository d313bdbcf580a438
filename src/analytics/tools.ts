import type { ToolAnalytics } from '../contract/analytics.ts';

/** Calls of one tool with one ending, already counted. */
export interface ToolGroup {
  name: string;
  outcome: string | null;
  count: number;
}

/** Counts, errors and denials by tool, most used first. */
export function toolCounts(
  groups: readonly ToolGroup[],
): Pick<ToolAnalytics, 'tool_counts' | 'tool_errors' | 'tool_denials'> {
  const counted = (chosen: readonly ToolGroup[]) => {
    const sums = new Map<string, number>();
    for (const { name, count } of chosen) sums.set(name, (sums.get(name) ?? 0) + count);
    return Object.fromEntries([...sums].toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])));
  };
  return {
    tool_counts: counted(groups),
    tool_errors: counted(groups.filter((group) => group.outcome === 'error')),
    tool_denials: counted(groups.filter((group) => group.outcome === 'denied')),
  };
}

/** Median and 95th percentile by tool; `durations` ascend within each tool. Nearest rank. */
export function durationRanks(durations: ReadonlyMap<string, readonly number[]>): ToolAnalytics['tool_durations'] {
  const ranks = [...durations].map(
    ([name, ms]) => [name, { count: ms.length, p50_ms: rank(ms, 0.5), p95_ms: rank(ms, 0.95) }] as const,
  );
  return Object.fromEntries(ranks);
}

const rank = (ascending: readonly number[], share: number): number =>
  ascending[Math.max(0, Math.ceil(ascending.length * share) - 1)] ?? 0;
