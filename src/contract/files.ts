import { z } from 'zod';
import { FileChange, Outcome, ToolKind } from './message.ts';
import { SourceId } from './source.ts';
import { Count, Instant } from './units.ts';

/** Files that one answer holds at most; further ones are counted. */
export const mostFiles = 3_000;
/** Touches of one file that its history holds at most: the last ones. */
export const mostTouches = 500;

/** What a call did with a file. `search` looked through a folder or file for something. */
export const TouchKind = z.enum(['read', 'write', 'search']);
export type TouchKind = z.infer<typeof TouchKind>;

/** One call that touched a file, and where it stands. */
export const FileTouch = z.object({
  kind: TouchKind,
  /** What became of the file, as far as the log says: `create`, `update`, `delete` or `move`. */
  way: z.enum(['create', 'update', 'delete', 'move']).nullable(),
  tool: z.string(),
  tool_kind: ToolKind,
  outcome: Outcome,
  at: Instant.nullable(),
  /** The thread; null for the main one. */
  agent_id: z.string().nullable(),
  /** Place of the message in its thread. */
  index: Count,
  call_id: z.string(),
  lines_added: Count.nullable(),
  lines_removed: Count.nullable(),
});
export type FileTouch = z.infer<typeof FileTouch>;

/** A file that a session touched. Counts and lines are of calls that went well. */
export const TouchedFile = z.object({
  path: z.string(),
  read_count: Count,
  write_count: Count,
  search_count: Count,
  /** Calls that failed, were denied or interrupted, or whose end the log does not tell. */
  other_count: Count,
  is_created: z.boolean(),
  is_deleted: z.boolean(),
  /** Null when the log tells of no change, or not how large it was. */
  lines_added: Count.nullable(),
  lines_removed: Count.nullable(),
  /** Threads that touched it, the main one as null. */
  agent_ids: z.array(z.string().nullable()),
  first_at: Instant.nullable(),
  last_at: Instant.nullable(),
});
export type TouchedFile = z.infer<typeof TouchedFile>;

export const FilesAnswer = z.object({
  /** Those that were changed last first, then those that were read. */
  files: z.array(TouchedFile),
  total: Count,
  /** Threads that could not be read, and why. */
  left_out: z.array(z.object({ agent_id: z.string().nullable(), reason: z.string() })),
});
export type FilesAnswer = z.infer<typeof FilesAnswer>;

/** A touch with the changes that it made to the file, cut as in a page of messages. */
export const HistoryStep = FileTouch.extend({ changes: z.array(FileChange) });
export type HistoryStep = z.infer<typeof HistoryStep>;

/** What all changes of a session make together, or why that cannot be told. */
export const NetChange = z.discriminatedUnion('is_known', [
  z.object({ is_known: z.literal(true), change: FileChange }),
  z.object({ is_known: z.literal(false), reason: z.string() }),
]);
export type NetChange = z.infer<typeof NetChange>;

export const FileHistory = z.object({
  path: z.string(),
  /** In the order in which they happened; the last ones when there are more. */
  steps: z.array(HistoryStep),
  total: Count,
  /** Null when nothing was changed. */
  net: NetChange.nullable(),
});
export type FileHistory = z.infer<typeof FileHistory>;

/** A session that touched a file. Counts are of calls that went well. */
export const FileSession = z.object({
  source: SourceId,
  session_id: z.string(),
  title: z.string(),
  project_dir: z.string().nullable(),
  path: z.string(),
  read_count: Count,
  write_count: Count,
  other_count: Count,
  lines_added: Count.nullable(),
  lines_removed: Count.nullable(),
  last_at: Instant.nullable(),
});
export type FileSession = z.infer<typeof FileSession>;
