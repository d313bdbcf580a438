import { z } from 'zod';
import { ActivityAnalytics, EventAnalytics, ToolAnalytics, UsageAnalytics } from './analytics.ts';
import { ContextAutopsy } from './context.ts';
import { ScanStatus } from './events.ts';
import { BegunExport, ExportChoice, ExportPart } from './export.ts';
import { FileHistory, FilesAnswer, FileSession } from './files.ts';
import { FindAnswer, findInput } from './find.ts';
import { firstEditFrom, hoursFrom, lengthRangeFrom, weekdayWords } from './list-words.ts';
import { ImportedMarks, MarksFile, SavedSearch, SessionMarks, Tag } from './marks.ts';
import { Message, Outline } from './message.ts';
import { LineCounts, Problem, Session, SessionCourse, Subagent } from './session.ts';
import { RawAnswer, rawInput } from './raw.ts';
import { mostTriedText, RedactedText, RedactionLevel, Settings, SettingsAnswer } from './settings.ts';
import { allSources, SourceCard, SourceId, SourceStatus } from './source.ts';
import { Timeline } from './timeline.ts';
import { Count, Instant } from './units.ts';

/** One call of the API: what it is about, where it lives over HTTP, what goes in and what comes out. */
interface Method<I extends z.ZodObject, O extends z.ZodType> {
  about: string;
  /** `METHOD /path` below `/api/v1`; `:name` parts and the query are fields of the input. */
  http: `GET /${string}` | `POST /${string}`;
  input: I;
  output: O;
}

const method = <I extends z.ZodObject, O extends z.ZodType>(definition: Method<I, O>): Method<I, O> => definition;

const source = z.union([SourceId, z.literal(allSources)]).default(allSources);
const session = { source, session_id: z.string().min(1).max(300) };
const page = (most: number, usual: number) => ({
  limit: z.coerce.number().int().min(1).max(most).default(usual),
  offset: z.coerce.number().int().nonnegative().default(0),
});
const time = z.iso
  .date()
  .or(z.iso.datetime({ offset: true }))
  .optional();
const lengthWords = z.string().refine((text) => lengthRangeFrom(text) !== null, 'no length such as >2h or 15m..1h');
const range = {
  source,
  /** 1 to 3660, or `all`; not looked at when `from` or `to` is given. */
  days: z.union([z.literal('all'), z.coerce.number().int().min(1).max(3660)]).default(30),
  from: time,
  to: time,
  project: z.string().max(4096).optional(),
  model: z.string().max(300).optional(),
};
const listAnswer = {
  total: Count,
  next_offset: Count.nullable(),
};

/**
 * What a session can have: failed or refused calls, changed lines, subagents, compactions, hooks, reviews, requests that
 * were made again, lines that could not be read; `live`: it is running; `usage`: an API call that is counted in the range
 * (of the model asked for), `activity`: a prompt, an API call or a tool call that is.
 */
export const SessionMarkers = z.enum([
  'error', 'denied', 'edit', 'live', 'subagent', 'compaction', 'hook', 'review', 'retry', 'problem',
  'usage', 'activity',
]); // prettier-ignore

export const SessionSort = z.enum(['recent', 'oldest', 'cost', 'tokens', 'messages', 'duration', 'errors', 'title']);

/** Where a hit was found and its text around the match, redacted, matches between U+E000 and U+E001. */
export const Hit = z.object({
  session_id: z.string(),
  source: SourceId,
  title: z.string(),
  /** How many messages of this session match. */
  session_hits: Count,
  message_id: z.string(),
  /** Place of the message in its thread. */
  index: Count.nullable(),
  agent_id: z.string().nullable(),
  role: z.string(),
  at: Instant.nullable(),
  snippet: z.string(),
  field: z.enum(['text', 'thinking', 'tool_input', 'tool_output', 'title']),
});
export type Hit = z.infer<typeof Hit>;

/** THE list. Everything that carries calls is derived from it. */
export const methods = {
  sources: method({
    about: 'One card for each source the app knows, readable or not.',
    http: 'GET /agent-sessions/sources',
    input: z.object({}),
    output: z.object({ sources: z.array(SourceCard) }),
  }),
  status: method({
    about: 'Where the indexing stands and how much work was done since the process started.',
    http: 'GET /agent-sessions/status',
    input: z.object({}),
    output: ScanStatus,
  }),
  scan: method({
    about: 'Brings the catalog up to date with the disk and answers when that is done.',
    http: 'POST /agent-sessions/scan',
    input: z.object({
      /** Wait until the text of all sessions is indexed as well. */
      with_text: z.boolean().default(false),
    }),
    output: ScanStatus,
  }),
  pauseText: method({
    about: 'Lets the text index rest after the files that are being read, or go on; lists and figures do not need it.',
    http: 'POST /agent-sessions/pause-text',
    input: z.object({ is_paused: z.boolean() }),
    output: ScanStatus,
  }),
  sessions: method({
    about: 'Sessions of a source, newest first unless sorted otherwise, in pages.',
    http: 'GET /agent-sessions/:source/sessions',
    input: z.object({
      source,
      ...page(1000, 50),
      project: z.string().max(4096).optional(),
      model: z.string().max(300).optional(),
      branch: z.string().max(300).optional(),
      from: time,
      to: time,
      /** Words that must all stand in title, project, branch or id. */
      q: z.string().max(1000).optional(),
      /** A tool, a program or a command that was called, by its whole name; a file that was touched, by any part of its path. */
      tool: z.string().max(300).optional(),
      program: z.string().max(300).optional(),
      command: z.string().max(4096).optional(),
      file: z.string().max(4096).optional(),
      /** Dollars, `>2` or `<0.5`. */
      cost: z
        .string()
        .regex(/^(?:<=|>=|<|>|=)?\$?\d{1,9}(?:\.\d{1,6})?$/)
        .optional(),
      /** From first to last message, and time worked in: `>2h`, `<30m`, `15m..1h`; see `lengthRangeFrom`. */
      length: lengthWords.optional(),
      active: lengthWords.optional(),
      /** The local weekday and hour in which there was a prompt or an API call: `9`, `9-17`. */
      weekday: z.enum(weekdayWords).optional(),
      hour: z
        .string()
        .refine((text) => hoursFrom(text) !== null, 'no hour such as 9 or 9-17')
        .optional(),
      /** The user turn of the first edit: `1`, `8+`, `never`. */
      edited: z
        .string()
        .refine((text) => firstEditFrom(text) !== null, 'no turn such as 1, 8+ or never')
        .optional(),
      /** What sessions must have, comma-separated; see `SessionMarkers`. */
      has: z.string().max(200).optional(),
      /** What the person put on sessions. Hidden ones are left out unless `is` says `hidden`. */
      tag: Tag.optional(),
      is: z.enum(['pinned', 'hidden', 'noted', 'gone']).optional(),
      /** Pinned sessions stand before all others. */
      pins: z.enum(['first', 'among']).default('among'),
      sort: SessionSort.default('recent'),
    }),
    output: z.object({
      sessions: z.array(Session),
      ...listAnswer,
      source: z.string(),
      source_status: SourceStatus,
      source_path: z.string().nullable(),
      last_scanned_at: Instant.nullable(),
    }),
  }),
  facets: method({
    about: 'Projects, models and branches that sessions can be filtered by, with counts.',
    http: 'GET /agent-sessions/:source/facets',
    input: z.object({ source }),
    output: z.object({
      projects: z.array(z.object({ project_dir: z.string().nullable(), session_count: Count })),
      models: z.array(z.object({ model: z.string(), session_count: Count })),
      branches: z.array(z.object({ branch: z.string(), session_count: Count })),
    }),
  }),
  session: method({
    about: 'One session with its subagents, its problems and how its lines were understood.',
    http: 'GET /agent-sessions/:source/sessions/:session_id',
    input: z.object(session),
    output: z.object({
      session: Session,
      subagents: z.array(Subagent),
      problems: z.array(Problem),
      line_counts: LineCounts,
      course: SessionCourse,
      /** Where the session came from and what came of it, such as `forked from`. */
      related: z.array(z.object({ session_id: z.string(), title: z.string(), relation: z.string() })),
      /** A command that goes on with the session in its agent; null when there is none. */
      resume_command: z.string().nullable(),
      /** The same for each shell it can be written for, that of this machine first; empty when there is none. */
      resume_lines: z.array(z.object({ shell: z.enum(['posix', 'powershell', 'cmd']), line: z.string() })),
    }),
  }),
  forgetSession: method({
    about:
      'Forgets a session whose log the agent has deleted: its figures, labels and words. One on disk is not forgotten.',
    http: 'POST /agent-sessions/:source/sessions/:session_id/forget',
    input: z.object(session),
    output: z.object({ forgotten_files: Count }),
  }),
  outline: method({
    about: "A session's messages in brief: kinds, sizes and times, without text.",
    http: 'GET /agent-sessions/:source/sessions/:session_id/outline',
    input: z.object({ ...session, agent_id: z.string().max(300).optional() }),
    output: Outline,
  }),
  timeline: method({
    about:
      'What happened in a session and when: turns, model, tools, waits, hooks, compactions and errors, as columns.',
    http: 'GET /agent-sessions/:source/sessions/:session_id/timeline',
    input: z.object({ ...session, agent_id: z.string().max(300).optional() }),
    output: Timeline,
  }),
  contextAutopsy: method({
    about: "What filled a session's context windows, what compactions dropped, and what cache misses cost.",
    http: 'GET /agent-sessions/:source/sessions/:session_id/context',
    input: z.object({ ...session, agent_id: z.string().max(300).optional() }),
    output: ContextAutopsy,
  }),
  messages: method({
    about: 'A page of the messages of a session, or of one of its subagents.',
    http: 'GET /agent-sessions/:source/sessions/:session_id/messages',
    input: z.object({ ...session, ...page(500, 100), agent_id: z.string().max(300).optional() }),
    output: z.object({ messages: z.array(Message), ...listAnswer }),
  }),
  blockText: method({
    about: 'More of the text of a block that was cut.',
    http: 'GET /agent-sessions/:source/sessions/:session_id/blocks/:block_id/text',
    input: z.object({
      ...session,
      agent_id: z.string().max(300).optional(),
      block_id: z.string().max(100),
      ...page(262_144, 65_536),
    }),
    output: z.object({ text: z.string(), text_length: Count, next_offset: Count.nullable() }),
  }),
  image: method({
    about: 'The bytes of one image of a session, as base64.',
    http: 'GET /agent-sessions/:source/sessions/:session_id/blocks/:block_id/image',
    input: z.object({
      ...session,
      agent_id: z.string().max(300).optional(),
      block_id: z.string().max(100),
    }),
    output: z.object({ media_type: z.string(), base64: z.string() }),
  }),
  beginExport: method({
    about: 'Begins to write a session down for others, hidden under a key of its own; ends the export before it.',
    http: 'POST /agent-sessions/:source/sessions/:session_id/export',
    input: z.object({ ...session, ...ExportChoice.shape }),
    output: BegunExport,
  }),
  exportPart: method({
    about: 'The next stretch of the file of an export, until it is done.',
    http: 'POST /exports/:export_id/next',
    input: z.object({ export_id: z.string().min(1).max(100) }),
    output: ExportPart,
  }),
  find: method({
    about:
      'Every place of a session, subagents included, where a text stands: an exact count and the first 5,000 places.',
    http: 'GET /agent-sessions/:source/sessions/:session_id/find',
    input: z.object({ ...session, ...findInput }),
    output: FindAnswer,
  }),
  raw: method({
    about: 'The records of the log behind a message, redacted: as indented JSON, with their lines in the file.',
    http: 'GET /agent-sessions/:source/sessions/:session_id/raw',
    input: z.object({ ...session, ...rawInput }),
    output: RawAnswer,
  }),
  files: method({
    about: 'Every file that a session, subagents included, read, wrote or searched, with counts and lines.',
    http: 'GET /agent-sessions/:source/sessions/:session_id/files',
    input: z.object(session),
    output: FilesAnswer,
  }),
  fileHistory: method({
    about: 'What a session did with one file: each call in order with its changes, and all changes as one.',
    http: 'GET /agent-sessions/:source/sessions/:session_id/files/history',
    input: z.object({ ...session, path: z.string().min(1).max(4096) }),
    output: FileHistory,
  }),
  fileSessions: method({
    about: 'The sessions that read or wrote a file, newest first.',
    http: 'GET /agent-sessions/:source/files',
    input: z.object({ source, path: z.string().min(1).max(4096), ...page(200, 50) }),
    output: z.object({ sessions: z.array(FileSession), ...listAnswer }),
  }),
  toolAnalytics: method({
    about: 'Tools, files and commands used in a range of days.',
    http: 'GET /agent-sessions/:source/analytics/tools',
    input: z.object(range),
    output: ToolAnalytics,
  }),
  activityAnalytics: method({
    about: 'When and how was worked in a range of days: calendar, hours of the week, lengths, first edits.',
    http: 'GET /agent-sessions/:source/analytics/activity',
    input: z.object(range),
    output: ActivityAnalytics,
  }),
  eventAnalytics: method({
    about: 'Reviews, hooks, compactions, failed requests and accepted lines in a range of days.',
    http: 'GET /agent-sessions/:source/analytics/events',
    input: z.object(range),
    output: EventAnalytics,
  }),
  usageAnalytics: method({
    about: 'Tokens and cost in a range of days, by day, model and project.',
    http: 'GET /agent-sessions/:source/analytics/usage',
    input: z.object(range),
    output: UsageAnalytics,
  }),
  marks: method({
    about: 'Own titles, pins, tags, notes and hidden sessions, and saved searches; this is also what is exported.',
    http: 'GET /marks',
    input: z.object({}),
    output: MarksFile,
  }),
  saveMarks: method({
    about: 'Changes what the person put on a session; what is left out stays as it is.',
    http: 'POST /agent-sessions/:source/sessions/:session_id/marks',
    input: z.object({ ...session, ...SessionMarks.omit({ changed_at: true }).partial().shape }),
    output: z.object({ marks: SessionMarks.nullable() }),
  }),
  saveSearches: method({
    about: 'Keeps these searches in place of those before.',
    http: 'POST /marks/searches',
    input: z.object({ searches: z.array(SavedSearch).max(200) }),
    output: z.object({ searches: z.array(SavedSearch) }),
  }),
  importMarks: method({
    about: 'Takes over exported marks that are new or were changed later than those here.',
    http: 'POST /marks/import',
    input: z.object({ marks: MarksFile }),
    output: ImportedMarks,
  }),
  search: method({
    about:
      'Messages that hold all the words, by session, best or newest first; words, "phrases", prefix*, *part*, -not, OR and fields.',
    http: 'GET /agent-sessions/:source/search',
    input: z.object({
      source,
      q: z.string().min(1).max(1000),
      /** `best`: by how many messages match, words in the title, and age. */
      order: z.enum(['best', 'newest']).default('best'),
      /** Of each session at most so many hits come; `session_hits` counts all of them. */
      per_session: z.coerce.number().int().min(1).max(1_000_000).default(1_000_000),
      ...page(200, 50),
    }),
    output: z.object({ hits: z.array(Hit), total: Count, total_sessions: Count, next_offset: Count.nullable() }),
  }),
  settings: method({
    about: 'What is hidden, by which rules, where is looked, and where Rearview keeps its own data.',
    http: 'GET /settings',
    input: z.object({}),
    output: SettingsAnswer,
  }),
  saveSettings: method({
    about: 'Changes what is hidden and where is looked; logs are read again when that makes a difference.',
    http: 'POST /settings',
    /** Added folders stay as they are when they are left out. */
    input: z.object({ ...Settings.shape, folders: Settings.shape.folders.optional() }),
    output: SettingsAnswer,
  }),
  redactText: method({
    about: 'A text as Rearview would show it, to try the rules out; nothing of it is kept.',
    http: 'POST /redact',
    input: z.object({
      text: z.string().max(mostTriedText),
      /** The level in force unless given. */
      level: RedactionLevel.optional(),
    }),
    output: RedactedText,
  }),
  rebuild: method({
    about: 'Forgets the catalog and the text index and reads all logs again; answers when the reading has begun.',
    http: 'POST /rebuild',
    input: z.object({}),
    output: ScanStatus,
  }),
  removeData: method({
    about: "Deletes all of Rearview's own data; from then on nothing is kept until it is started again.",
    http: 'POST /remove-data',
    input: z.object({}),
    output: SettingsAnswer,
  }),
  showSamples: method({
    about: "Shows made-up sample sessions in place of the person's own, or the own ones again.",
    http: 'POST /samples',
    input: z.object({ is_shown: z.boolean() }),
    output: SettingsAnswer,
  }),
} as const;

export type MethodName = keyof typeof methods;
export const methodNames = Object.keys(methods) as MethodName[];
