import { z } from 'zod';
import { Count, Instant } from './units.ts';

/** The name of one agent's logs, such as the folder name of its reader with underscores. */
export const SourceId = z.string().regex(/^[a-z][a-z0-9_]{1,40}$/);
export type SourceId = z.infer<typeof SourceId>;

/** In place of a source id: every source together. */
export const allSources = 'all';

/** Whether a source can be read, and if not, in which way. None of these is an error. */
export const SourceStatus = z.enum(['available', 'empty', 'not_found', 'unreadable', 'not_configured', 'unsupported']);
export type SourceStatus = z.infer<typeof SourceStatus>;

/** How far one of the account's limits was used up, when the agent last logged it. */
export const AccountLimit = z.object({
  name: z.string(),
  used_percent: z.number(),
  window_minutes: z.number().nullable(),
  resets_at: Instant.nullable(),
  /** When this was so. */
  at: Instant,
});
export type AccountLimit = z.infer<typeof AccountLimit>;

/** Sessions that the agent deletes by its own rule: those it has not written to for so many days. */
export const Deletion = z.object({
  /** The usual number of days; the agent's settings, which may say another one, are never opened. */
  assumed_days: Count,
  setting: z.string(),
  /** Sessions that reach that age within a week. */
  due_count: Count,
  /** When the first of them does. */
  first_due_at: Instant.nullable(),
  /** Sessions beyond that age that are still there, which speaks for another setting. */
  overdue_count: Count,
});
export type Deletion = z.infer<typeof Deletion>;

/** What is known of one source; there is a card for each source the app knows, readable or not. */
export const SourceCard = z.object({
  source: SourceId,
  provider_label: z.string(),
  /** The source's word in `/api/v1/<route>/…`. */
  route: z.string(),
  source_status: SourceStatus,
  /** A sentence saying why the status is what it is. */
  status_reason: z.string(),
  /** What the person can do about it; null when there is nothing to do. */
  setup_hint: z.string().nullable(),
  /** The first place looked at. */
  source_path: z.string().nullable(),
  source_paths: z.array(z.string()),
  session_count: Count,
  message_count: Count,
  /** Size on disk of the session files that were found. */
  bytes: Count,
  /** Lines that could not be understood, in all files of the source. */
  problem_count: Count,
  /** Sentences about things left out or not understood: links not followed, unknown record kinds, unreadable files. */
  remarks: z.array(z.string()),
  /** The account's limits as last logged; empty for agents that log none. */
  limits: z.array(AccountLimit),
  /** The account's plan as last logged. */
  plan: z.string().nullable(),
  /** What was left to spend, as last logged. */
  credits: z.string().nullable(),
  /** Absent for agents that delete no logs. */
  deletion: Deletion.optional(),
  /** Sessions by local day, the last 30 days, oldest first. */
  daily_sessions: z.array(Count),
  first_activity_at: Instant.nullable(),
  last_activity_at: Instant.nullable(),
  last_scanned_at: Instant.nullable(),
});
export type SourceCard = z.infer<typeof SourceCard>;
