import type { ToolAnalytics } from '../../../contract/analytics.ts';

export interface ToolRow {
  name: string;
  count: number;
  errors: number;
  denials: number;
  interruptions: number;
  /** Null when the log tells no duration of this tool. */
  p50_ms: number | null;
  p95_ms: number | null;
  timed_count: number;
}

/** One row for each tool, most used first. */
export function toolRows(tools: ToolAnalytics): ToolRow[] {
  return Object.entries(tools.tool_counts)
    .map(([name, count]): ToolRow => {
      const durations = own(tools.tool_durations, name);
      return {
        name,
        count,
        errors: own(tools.tool_errors, name) ?? 0,
        denials: own(tools.tool_denials, name) ?? 0,
        interruptions: own(tools.tool_interruptions, name) ?? 0,
        p50_ms: durations?.p50_ms ?? null,
        p95_ms: durations?.p95_ms ?? null,
        timed_count: durations?.count ?? 0,
      };
    })
    .toSorted((a, b) => b.count - a.count || a.name.localeCompare(b.name));
}

/* A tool may be called `constructor`. */
function own<T>(record: Record<string, T>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
