import type { Files, FoundEntry, OpenRoot } from '../files/files.ts';
import type { Block, ToolKind, ToolResultBlock } from '../contract/message.ts';
import type { SourceId } from '../contract/source.ts';
import type { Instant } from '../contract/units.ts';
import type { Unredacted } from '../redaction/unredacted.ts';
import type { ApiErrorFact, ApprovalFact, FileFact, HookRunFact, TurnFact } from './event-facts.ts';

/** Where a source looks, and why there. */
export interface RootPlan {
  /** Absolute folders, in order of precedence; they need not exist. */
  paths: string[];
  /** The environment variable that named them, or null for the usual places. An override reads nowhere else. */
  override: string | null;
}

/** What a source knows of the machine; tests pass their own. */
export interface Environment {
  home: string;
  env: Readonly<Record<string, string | undefined>>;
}

/** One log file that belongs to a session. */
export interface SessionFile {
  entry: FoundEntry;
  /** Unique within the source. A main file and the files of its subagents share it. Empty when only the records say. */
  session_id: string;
  /** Null for the session's main file, else the subagent whose thread the file holds. */
  agent_id: string | null;
  /** What the subagent was started by when that was no single call, such as a workflow's run; null otherwise. */
  group_id: string | null;
  /** The folder the agent filed the session under, as found on disk; not decoded. */
  folder: string;
  /** How the bytes on disk are packed; absent when they are the log itself. */
  encoding?: 'zstd';
  /** Files that the same log began in, oldest first: they are read before this one, as if all were one file. */
  earlier?: FoundEntry[];
}

/** What a walk over a source's roots brought. */
export interface Discovery {
  files: SessionFile[];
  /** Small files with facts about sessions (titles, subagent types), read whole by `readSidecar`. */
  sidecars: { entry: FoundEntry; session_id: string; agent_id: string | null }[];
  /** Sentences about what was left out and why. */
  remarks: string[];
}

/** An agent deletes logs that were not written to for some days. */
export interface Retention {
  /** As long as the agent's settings say nothing else; they are never opened. */
  usual_days: number;
  /** What the agent calls the setting. */
  setting: string;
}

/** A log of made-up work; the path is one below a home folder. */
export interface SampleFile {
  path: string;
  text: string;
}

/** Why a source has nothing to show. */
export interface Absence {
  status: 'not_found' | 'not_configured' | 'unsupported';
  reason: string;
  hint: string;
}

/**
 * One agent's logs. A source knows where its agent keeps sessions and how to turn lines into items;
 * it does not summarise, count, price, redact, cache, page or draw: the engine does that once for all.
 */
export interface Source {
  id: SourceId;
  label: string;
  /** The word for it in `/api/v1/<route>/…`. */
  route: string;
  /** Raised whenever the reader understands lines differently, so that files are read again. */
  reader_version: number;
  roots(environment: Environment): RootPlan;
  /** The environment variables that `roots` asks, the one that counts most first. */
  root_variables: readonly string[];
  /** The agent's own rule by which it deletes logs; absent when it deletes none. */
  retention?: Retention;
  /** Made-up sessions for a first look, written when the person asks for them. */
  samples?(now: Date): SampleFile[];
  /** The sentence for a machine without this agent. */
  absence(plan: RootPlan): Absence;
  discover(root: OpenRoot, files: Files): Promise<Discovery>;
  /** A reader for one file. `state` is what `reader.state()` gave when an earlier part of the file was read, else null. */
  reader(file: SessionFile, state: unknown): LineReader;
  /** What a file beside the sessions says, about one of them or about several. */
  readSidecar?(bytes: Uint8Array, entry: FoundEntry): SidecarFacts | SidecarFacts[] | null;
  /** Where an output lies that was moved out of a session, below the root; null for a name that cannot be one. */
  movedOutput?(file: SessionFile, name: string): string | null;
  /** The command line that goes on with a session, as words; null when the id has not the shape of one. */
  resumeCommand?(session_id: string): string[] | null;
}

/** Facts from a file beside the session. Text is sealed. */
export interface SidecarFacts {
  /** The session meant, when the file's place does not say. */
  session_id?: string;
  /** The session was made out of this file of another agent; while that one is shown itself, this one is not. */
  original_path?: string;
  title?: Unredacted<string>;
  agent?: {
    type: Unredacted<string> | null;
    description: Unredacted<string> | null;
    call_id: string | null;
    parent_agent_id: string | null;
  };
  /** The session is open in this process, if that process still runs. `started` tells it from a later one with its number. */
  live?: { session_id: string; pid: number; started: string | null };
}

/**
 * How much of a line is wanted: `counts` what the catalog keeps, `facts` also what an outline needs, `full` the text, and
 * `whole` both at once: the facts, with the content that `full` gives. A reader may give more than was asked for.
 */
export type Depth = 'counts' | 'facts' | 'whole' | 'full';

export interface LineReader {
  /**
   * What one line says. With depth `counts`, `facts` or `whole` lines come in file order, each once, and the reader may remember
   * what it has seen. With depth `full` lines come in any order, again and again: only `message.content` is taken from the items then,
   * and it must follow from the line alone.
   * Usually one item; several when the line holds several records; never none, except for a blank line.
   * `bytes` is the line without its line break and belongs to the caller, who reuses it.
   */
  read(bytes: Uint8Array, line: number, depth: Depth): LineItem[];
  /** What must be remembered to read on from here later: JSON, small. */
  state(): unknown;
}

/** What one record of a log turned out to be. Every record yields one, so that each line is accounted for. */
export interface LineItem {
  /** `copy` repeats a record that stands elsewhere; `bookkeeping` is understood and has nothing to show. */
  disposition: 'message' | 'notice' | 'bookkeeping' | 'copy' | 'problem';
  /** The record's kind in the source's own words, such as `system/turn_duration`. */
  kind: string;
  /** False for kinds and shapes that this version of the reader has no words for; they are counted as drift. */
  is_known: boolean;
  /** Why a problem is one: a neutral sentence without content. */
  reason: string | null;
  at: Instant | null;
  /** The writing agent's version. */
  version: string | null;
  /** Id of the record, unique in the file unless the log repeats it. */
  record_id: string | null;
  /** Where the conversation came from; null at a root. */
  parent_id: string | null;
  /** At a compaction: the record after which the history really goes on. */
  continues_id: string | null;
  facts: SessionFacts | null;
  message: MessagePart | null;
  prompt: PromptFact | null;
  call: ApiCall | null;
  tool_calls: ToolCallFact[];
  tool_results: ToolResultFact[];
  compaction: CompactionFact | null;
  subagents: SubagentFact[];
  /** What the record says about a turn as a whole. */
  turn?: TurnFact;
  hook_runs?: HookRunFact[];
  approvals?: ApprovalFact[];
  api_error?: ApiErrorFact;
}

/** What a record says about its whole session. Absent fields say nothing. */
export interface SessionFacts {
  /** The session a subagent's file belongs to, when its place on disk does not say. */
  session_id?: string;
  cwd?: Unredacted<string>;
  /** True when this cwd holds from now on, whatever the first one was. */
  is_cwd_final?: boolean;
  /** The main folder of the project, when the cwd is only a copy of it. */
  project_dir?: Unredacted<string>;
  git_branch?: Unredacted<string>;
  entrypoint?: Unredacted<string>;
  /** The highest rank wins; among equals the last, or the first when `is_first` is set. */
  title?: { rank: number; text: Unredacted<string>; is_first?: boolean };
  /** A title for the session that holds the record with this id, which may be another one. */
  title_for?: { record_id: string; text: Unredacted<string> };
  /** Where the agent says that the conversation ends now; null when everything was taken back. */
  tip_id?: string | null;
  parent_session_id?: string;
  /** How the thread in this file began; the first record that says so holds. */
  init_mode?: 'new' | 'resumed' | 'forked';
  /** The session was opened again here, and goes on in the same file. */
  is_resume?: boolean;
  /** The whole file is the thread of a subagent of that session, or of one of its subagents. */
  subagent_of?: {
    session_id: string;
    agent_id: string;
    type: Unredacted<string> | null;
    description: Unredacted<string> | null;
  };
  /** The file repeats this session; while that one is known, what this one used is not counted. */
  copy_of?: string;
  /** Limits of the account, as the provider last stated them. */
  limits?: LimitFacts;
  billing_hint?: string;
  /** The agent's own sum of money so far. */
  agent_cost_usd?: number;
}

/** How far an account's limits were used up at a time. */
export interface LimitFacts {
  at: Instant;
  plan: string | null;
  /** What is left to spend, as the provider writes it. */
  credits: string | null;
  windows: { name: string; used_percent: number; window_minutes: number | null; resets_at: Instant | null }[];
}

/**
 * The part of a message that one record holds. Records with the same `merge_key` are one message, in file order.
 * With depth `facts`, `content` is null.
 */
export interface MessagePart {
  merge_key: string;
  role: 'user' | 'assistant' | 'system';
  /** The subagent that wrote it, when a main file holds lines of subagents; `inlineAgent` when the log does not name it. */
  agent_id: string | null;
  is_meta: boolean;
  /** Typed by the person: starts a turn. */
  is_prompt: boolean;
  /** Letter of the outline: see `Outline.kinds`. */
  outline_kind: 'u' | 'a' | 'm' | 's' | 'c' | 'p';
  model: Unredacted<string> | null;
  turn_id: string | null;
  /** Ids of tool calls in this part, in order. */
  call_ids: string[];
  /** Results in this part; they move behind their calls. A part that holds nothing else vanishes into them. */
  result_ids: string[];
  /** True when results are all the part holds. */
  is_only_results: boolean;
  answer: AnswerFacts | null;
  /** Failures other than tool errors: API errors. */
  error_count: number;
  /**
   * Whether an assistant part holds text or a tool call, and so counts as a message. Where the API call is no part of
   * the same record, only one part of each message says so.
   */
  counts: boolean;
  content: PartContent | null;
}

/** Words about an answer as the API gives them. */
export interface AnswerFacts {
  stop_reason: string | null;
  effort: string | null;
  cache_miss: { reason: string; tokens: number | null } | null;
}

/** The text of a part. `block_id` is set by the engine. */
export interface PartContent {
  blocks: Unredacted<DraftBlock[]>;
  results: Unredacted<DraftResult[]>;
  /** Bytes of images by place in `blocks` or in a result's `images`, base64 as in the log; given out one by one, never searched. */
  images: DraftImage[];
}
/** What the engine adds: ids, lengths once redacted, the input as text, the places of images. */
type Added = 'block_id' | 'text_length' | 'input' | 'input_length' | 'images' | 'agent_id' | 'moved_output';
type Draft<B> = B extends { type: 'tool_call' }
  ? Omit<B, Added> & { input: unknown }
  : B extends unknown
    ? Omit<B, Added>
    : never;
export type DraftBlock = Draft<Exclude<Block, ToolResultBlock>>;
export type DraftResult = Draft<ToolResultBlock> & {
  /** Name of the file the output was moved to. */
  moved_to: { name: string; bytes: number | null } | null;
};
export interface DraftImage {
  /** The result it is in; null when it is a block of its own, the `place`th image of the part. */
  call_id: string | null;
  place: number;
  media_type: string;
  base64: string;
}

/** Stands for a subagent without a name; its thread is then named by the record it begins with. */
export const inlineAgent = '(inline)';

/** A user turn, counted once by its own id however many files repeat it. */
export interface PromptFact {
  prompt_id: string;
  /** Typed while the agent worked on the turn before; null when the log does not tell. */
  is_steer?: boolean | null;
}

/** The usage of one API call, as one record states it; records of one call are merged: the largest output wins. */
export interface ApiCall {
  /** The call's own id, the same in every file that repeats it. */
  call_key: string;
  model: Unredacted<string>;
  usage: Usage;
  /** The price the log itself states. */
  reported_cost_usd: number | null;
  /** The record is marked as copied from another session. */
  is_copy: boolean;
  /** False while the figures may still grow. */
  is_final: boolean;
}

/** Tokens of one call, and what else its price depends on. `input` is fresh input only. */
export interface Usage {
  input: number;
  cache_read: number;
  cache_write_5m: number;
  cache_write_1h: number;
  output: number;
  reasoning: number;
  speed: string | null;
  tier: string | null;
  region: string | null;
  web_searches: number;
  /** When a call was made of several priced parts: each with its own model, in place of the whole. */
  parts: { model: string | null; is_extra: boolean; usage: Omit<Usage, 'parts'> }[];
}

export interface ToolCallFact {
  call_id: string;
  /** What the call is counted by, when its id is unique in its thread only. */
  call_key?: string;
  name: Unredacted<string>;
  kind: ToolKind;
  /** The file it reads or writes, the first of several; of a command, the one that it does nothing but show. */
  path: Unredacted<string> | null;
  /** What the call asks for, file by file, when that may be several. */
  files?: FileFact[];
  command: Unredacted<string> | null;
  /** The program of the command, such as `git`. */
  program: Unredacted<string> | null;
  /** What a call that starts a subagent says about it. */
  agent_type: Unredacted<string> | null;
  agent_description: Unredacted<string> | null;
  /** Lines the call would add and remove, for when its result does not say. */
  lines_added: number | null;
  lines_removed: number | null;
}

/** Several records may tell of one result: later ones fill in what is not known yet. */
export interface ToolResultFact {
  call_id: string;
  call_key?: string;
  /** The id that the content on the same line goes by, when that is another call's: later news of a background command. */
  content_id?: string;
  outcome: 'ok' | 'error' | 'denied' | 'interrupted' | 'unknown';
  denied_by: string | null;
  /** As the tool reports it; null when it does not. */
  duration_ms: number | null;
  lines_added: number | null;
  lines_removed: number | null;
  /** What was really changed, file by file, in place of what the call asked for. */
  files?: FileFact[];
  /** What became of the one file that the call names. */
  way?: FileFact['way'];
  /** The subagent the call started, or the run of several. */
  agent_id: string | null;
}

/** Later records with the same id fill in what is not known yet. */
export interface CompactionFact {
  record_id: string;
  /** What it is counted by, when the record's id is unique in its file only. */
  compaction_key?: string;
  /** `auto` or `manual`. */
  trigger: string | null;
  /** Where in a turn it took place. */
  phase?: 'standalone_turn' | 'pre_turn' | 'mid_turn' | null;
  duration_ms?: number | null;
  tokens_before: number | null;
  tokens_after: number | null;
}

/** A record of the parent names a subagent and the call that started it. */
export interface SubagentFact {
  agent_id: string;
  call_id: string | null;
  /** How it ended, when the record says so. */
  state: 'completed' | 'failed' | null;
}
