import { z } from 'zod';
import { SessionMarks } from './marks.ts';
import { SourceId } from './source.ts';
import { Count, Instant, Milliseconds, Tokens, Usd } from './units.ts';

/** In place of a project's folder in a filter: sessions that have none. */
export const noProject = 'none';

/** One session of one agent, as lists and headers show it. Every text in it has been redacted. */
export const Session = z.object({
  /** Unique within its source; opaque. */
  session_id: z.string(),
  source: SourceId,
  provider_label: z.string(),
  /** The main folder the session worked for; sessions of one project share it. */
  project_dir: z.string().nullable(),
  cwd: z.string().nullable(),
  title: z.string(),
  models: z.array(z.string()),
  /** Usage of the session and of the subagents it started; each API call counted once, here or in the session that made it. */
  tokens: Tokens,
  cost_usd: Usd.nullable(),
  /** The agent's own figure, where it logs one: cumulative, with helper calls that stand in no transcript. Never added up. */
  agent_cost_usd: Usd.nullable(),
  cost_basis: z.enum(['reported', 'estimated']).nullable(),
  /** Tokens of calls whose model has no known price; they are not in `cost_usd`. */
  unpriced_tokens: Count,
  /** Who paid, as far as the log hints at it: `subscription_likely`, `api_likely`, `gateway`, `unknown`. */
  billing_source: z.string().nullable(),
  /** User turns plus assistant messages with text or a tool call, of the main thread. */
  message_count: Count,
  user_message_count: Count,
  tool_call_count: Count,
  error_count: Count,
  first_message_at: Instant.nullable(),
  last_message_at: Instant.nullable(),
  /** Wall time between first and last message. */
  duration_ms: Milliseconds.nullable(),
  /** Sum of the gaps between records that are shorter than five minutes. */
  active_ms: Milliseconds.nullable(),
  is_active: z.boolean(),
  /** No file of it is on disk any more; what was known of it is kept until the person lets it go. */
  is_gone: z.boolean(),
  entrypoints: z.array(z.string()),
  git_branch: z.string().nullable(),
  versions: z.array(z.string()),
  parent_session_id: z.string().nullable(),
  /** How it began: `resumed` in a new file that goes on with an older session, `forked` as a copy of one; null if not known. */
  init_mode: z.enum(['new', 'resumed', 'forked']).nullable(),
  /** How often it was opened again and went on in the same file; null when that leaves no trace. */
  resume_count: Count.nullable(),
  /** Turns that were cut short; null when the log does not tell how turns end. */
  aborted_turn_count: Count.nullable(),
  subagent_count: Count,
  compaction_count: Count,
  lines_added: Count.nullable(),
  lines_removed: Count.nullable(),
  problem_count: Count,
  /** Size of the session's files on disk. */
  bytes: Count,
  /** What the person put on it; absent when that is nothing. An own title stands in `title` already. */
  marks: SessionMarks.optional(),
});
export type Session = z.infer<typeof Session>;

/** A helper agent that a session started, with its own thread of messages. */
export const Subagent = z.object({
  agent_id: z.string(),
  /** The agent that started it; null when the main thread did. */
  parent_agent_id: z.string().nullable(),
  /** The tool call that started it; null when the log does not say. */
  call_id: z.string().nullable(),
  agent_type: z.string().nullable(),
  description: z.string().nullable(),
  /** As far as the log says: the result of its call, or the notification that it ended. */
  state: z.enum(['running', 'completed', 'failed', 'unknown']),
  models: z.array(z.string()),
  tokens: Tokens,
  cost_usd: Usd.nullable(),
  message_count: Count,
  tool_call_count: Count,
  error_count: Count,
  first_message_at: Instant.nullable(),
  last_message_at: Instant.nullable(),
});
export type Subagent = z.infer<typeof Subagent>;

/** The history up to here was replaced by a shorter one. Words are the agent's; what it does not log is null. */
export const Compaction = z.object({
  at: Instant.nullable(),
  /** `auto` or `manual`. */
  trigger: z.string().nullable(),
  /** `standalone_turn`, `pre_turn` or `mid_turn`. */
  phase: z.string().nullable(),
  tokens_before: Count.nullable(),
  tokens_after: Count.nullable(),
  duration_ms: Milliseconds.nullable(),
});
export type Compaction = z.infer<typeof Compaction>;

/** How the main thread of a session went, beside its messages. Null: the agent does not log it. */
export const SessionCourse = z.object({
  /** Turns that the log tells of, by how they ended; `unknown`: no end is logged. Null when it tells of none. */
  turns: z.object({ completed: Count, failed: Count, interrupted: Count, unknown: Count }).nullable(),
  /** Messages typed while the agent worked. */
  steer_count: Count.nullable(),
  /** Under which rules turns ran, the most frequent first. */
  policies: z.array(
    z.object({
      approval_policy: z.string().nullable(),
      approval_reviewer: z.string().nullable(),
      sandbox: z.string().nullable(),
      turn_count: Count,
    }),
  ),
  /** Oldest first, those of subagents too. */
  compactions: z.array(Compaction),
  hook_run_count: Count,
  /** Leave for calls: how often the log shows that it was asked for, given and refused. */
  approvals: z.object({ asked: Count, granted: Count, denied: Count }),
  /** Requests that failed and were made again, and those that were given up. */
  api_errors: z.object({ retried: Count, final: Count }),
});
export type SessionCourse = z.infer<typeof SessionCourse>;

/** How the lines of a session's files were understood; the first five add up to `lines`. */
export const LineCounts = z.object({
  lines: Count,
  messages: Count,
  notices: Count,
  bookkeeping: Count,
  copies: Count,
  problems: Count,
});
export type LineCounts = z.infer<typeof LineCounts>;

/** A line, or a whole file, that could not be understood. */
export const Problem = z.object({
  /** Which file of the session: `main` or the agent's id. */
  file: z.string(),
  /** Counted from 1; null when the whole file is meant. */
  line: Count.nullable(),
  reason: z.string(),
});
export type Problem = z.infer<typeof Problem>;
