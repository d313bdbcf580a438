import { z } from 'zod';
import { SourceStatus } from './source.ts';
import { Count, Day, Instant, Milliseconds, Tokens, Usd } from './units.ts';

const PathCount = z.object({ path: z.string(), count: Count });

/** Tools used by the sessions of a source in a range of days. Each call is counted once. */
export const ToolAnalytics = z.object({
  tool_counts: z.record(z.string(), Count),
  tool_errors: z.record(z.string(), Count),
  /** Calls that a person, a rule or a hook refused; they are not errors. */
  tool_denials: z.record(z.string(), Count),
  /** Median and 95th percentile of the durations that the log allows to be known. */
  tool_durations: z.record(z.string(), z.object({ count: Count, p50_ms: Milliseconds, p95_ms: Milliseconds })),
  top_files_read: z.array(PathCount),
  top_files_written: z.array(PathCount),
  top_commands: z.array(z.object({ command: z.string(), count: Count })),
  /** Commands by their program, such as `git`. */
  top_programs: z.array(z.object({ program: z.string(), count: Count, error_count: Count })),
  session_count: Count,
  /** Null for all days. */
  date_range_days: Count.nullable(),
  source: z.string(),
  source_status: SourceStatus,
  source_path: z.string().nullable(),
  last_scanned_at: Instant.nullable(),
});
export type ToolAnalytics = z.infer<typeof ToolAnalytics>;

/** Usage in one group of API calls. `cost_usd` is null when no call in it has a known price. */
export const UsageRow = z.object({
  tokens: Tokens,
  cost_usd: Usd.nullable(),
  unpriced_tokens: Count,
  call_count: Count,
  session_count: Count,
});
export type UsageRow = z.infer<typeof UsageRow>;

/** Tokens and cost in a range of days. A row's day is the local day of the call. */
export const UsageAnalytics = z.object({
  totals: UsageRow,
  by_day: z.array(UsageRow.extend({ day: Day })),
  by_model: z.array(UsageRow.extend({ model: z.string() })),
  by_project: z.array(UsageRow.extend({ project_dir: z.string().nullable() })),
  /** The same calls by day and model, for stacked charts. */
  by_day_model: z.array(UsageRow.extend({ day: Day, model: z.string() })),
  /** User turns and tool calls in the range, each counted once. */
  user_message_count: Count,
  tool_call_count: Count,
  tool_error_count: Count,
  /** Copies of calls in forked or resumed sessions that were not counted again. */
  duplicate_call_count: Count,
  /** The day on which the bundled prices were checked. */
  prices_as_of: Day,
  date_range_days: Count.nullable(),
  source: z.string(),
});
export type UsageAnalytics = z.infer<typeof UsageAnalytics>;
