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
  top_programs: z.array(
    z.object({
      program: z.string(),
      count: Count,
      error_count: Count,
      /** How many different commands of the program were run, and those run most. */
      command_count: Count,
      commands: z.array(z.object({ command: z.string(), count: Count, error_count: Count })),
    }),
  ),
  /** Calls without a result, and calls that were stopped. */
  tool_interruptions: z.record(z.string(), Count),
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
  by_source: z.array(UsageRow.extend({ source: z.string() })),
  /** The same calls by day and model, project or source, for stacked charts. */
  by_day_model: z.array(UsageRow.extend({ day: Day, model: z.string() })),
  by_day_project: z.array(UsageRow.extend({ day: Day, project_dir: z.string().nullable() })),
  by_day_source: z.array(UsageRow.extend({ day: Day, source: z.string() })),
  /** User turns and tool calls in the range, each counted once. */
  user_message_count: Count,
  tool_call_count: Count,
  tool_error_count: Count,
  /** Copies of calls in forked or resumed sessions that were not counted again. */
  duplicate_call_count: Count,
  /** Time that sessions were being worked in: gaps between records shorter than five minutes, as `Session.active_ms`. */
  active_ms: Milliseconds,
  /** Lines and files of the range's sessions that could not be read; what they held is in no figure. */
  problem_count: Count,
  /** The day on which the bundled prices were checked. */
  prices_as_of: Day,
  date_range_days: Count.nullable(),
  source: z.string(),
});
export type UsageAnalytics = z.infer<typeof UsageAnalytics>;

/** Durations of things that the log times; null where it times none. */
export const Durations = z.object({
  /** How many were timed. */
  count: Count,
  total_ms: Milliseconds,
  p50_ms: Milliseconds.nullable(),
  p95_ms: Milliseconds.nullable(),
});
export type Durations = z.infer<typeof Durations>;

/** When and how was worked in a range of days: by day, by hour of the week, by session. */
export const ActivityAnalytics = z.object({
  /** Days with anything in them. Sessions, prompts and calls have their own local day each. */
  by_day: z.array(
    z.object({ day: Day, session_count: Count, prompt_count: Count, call_count: Count, tool_call_count: Count }),
  ),
  /** Hours of the week with a prompt or an API call in them; Monday is 0. */
  by_hour: z.array(
    z.object({
      weekday: z.number().int().min(0).max(6),
      hour: z.number().int().min(0).max(23),
      session_count: Count,
      prompt_count: Count,
      call_count: Count,
    }),
  ),
  session_count: Count,
  /** Sessions by active time; `to_ms` is null for the last group. Those whose log has no times are in none. */
  lengths: z.array(z.object({ from_ms: Milliseconds, to_ms: Milliseconds.nullable(), session_count: Count })),
  active: Durations,
  /** Sessions by the user turn in which the first file was changed; null: none was. */
  first_edits: z.array(z.object({ turn: Count.nullable(), session_count: Count })),
  /** Prompts for each session: median and most. */
  turns: z.object({ total: Count, p50: Count.nullable(), most: Count.nullable() }),
  subagent_count: Count,
  sessions_with_subagents: Count,
  compaction_count: Count,
  sessions_with_compactions: Count,
  /** Failed requests that the agent made again, and those it gave up; logs of some agents hold neither. */
  retry_count: Count,
  gave_up_count: Count,
  source: z.string(),
  date_range_days: Count.nullable(),
});
export type ActivityAnalytics = z.infer<typeof ActivityAnalytics>;

/** What agents asked leave for, what hooks did, what was compacted, and which lines were taken over, in a range of days. */
export const EventAnalytics = z.object({
  /** Leave that was asked for or decided, as far as logs hold it; no agent logs that a person said yes. */
  reviews: z.object({
    count: Count,
    granted: Count,
    denied: Count,
    aborted: Count,
    /** The answer is not in the log. */
    unanswered: Count,
    waiting: Durations,
    /** Null: the log does not say who decided. */
    by_decider: z.array(z.object({ decided_by: z.string().nullable(), granted: Count, denied: Count, aborted: Count })),
    by_tool: z.array(z.object({ name: z.string(), count: Count, granted: Count, denied: Count, unanswered: Count })),
  }),
  hooks: z.array(
    z.object({
      event: z.string(),
      name: z.string(),
      command: z.string().nullable(),
      count: Count,
      errors: Count,
      blocked: Count,
      cancelled: Count,
      durations: Durations,
    }),
  ),
  compactions: z.array(
    z.object({
      /** `auto` or `manual`; null when the log does not say. */
      trigger: z.string().nullable(),
      count: Count,
      /** Medians over those whose log gives tokens. */
      tokens_before: Count.nullable(),
      tokens_after: Count.nullable(),
      durations: Durations,
    }),
  ),
  api_errors: z.array(z.object({ word: z.string(), status: Count.nullable(), count: Count, retried: Count })),
  /** Lines of edits and writes that were carried out. */
  accepted: z.object({
    lines_added: Count,
    lines_removed: Count,
    by_file_type: z.array(z.object({ file_type: z.string(), files: Count, lines_added: Count, lines_removed: Count })),
    /** By the model that made the last API call before the edit; null when none is logged. */
    by_model: z.array(
      z.object({ model: z.string().nullable(), edits: Count, lines_added: Count, lines_removed: Count }),
    ),
  }),
  source: z.string(),
  date_range_days: Count.nullable(),
});
export type EventAnalytics = z.infer<typeof EventAnalytics>;
