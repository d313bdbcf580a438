/** What a stretch of a log file says, ready for the catalog: numbers, ids, and short redacted texts. Times are milliseconds since 1970. */
export interface FilePart extends FileFacts {
  calls: CallRow[];
  tools: ToolRow[];
  prompts: { prompt_id: string; at: number | null; is_steer: boolean | null }[];
  events: EventRows;
  subagents: SubagentRow[];
  titles_for: { record_id: string; title: string }[];
  problem_list: { line: number; reason: string }[];
  /** `<version> <kind>` → how often. */
  unknown_kinds: Record<string, number>;
}

export interface FileFacts {
  lines: number;
  messages: number;
  notices: number;
  bookkeeping: number;
  copies: number;
  problems: number;
  /** Assistant messages whose API call stands in records of its own. */
  answers: number;
  /** JSON of the account's limits, as last stated. */
  limits: string | null;
  /** The session whose subagent's thread the file is. */
  parent: { session_id: string; agent_id: string; type: string | null; description: string | null } | null;
  /** The session that the file repeats. */
  copy_of: string | null;
  /** Over messages. */
  first_at: number | null;
  last_at: number | null;
  /** The latest time of any record so far; where the sum of gaps goes on. */
  last_record_at: number | null;
  active_ms: number;
  session_id: string | null;
  parent_session_id: string | null;
  billing_hint: string | null;
  agent_cost_usd: number | null;
  init_mode: string | null;
  /** Times that the session was opened again, in this stretch. */
  resume_count: number;
  cwd: string | null;
  is_cwd_final: boolean;
  project_dir: string | null;
  git_branch: string | null;
  versions: string[];
  entrypoints: string[];
  title: string | null;
  title_rank: number;
  is_title_first: boolean;
  last_record_id: string | null;
}

export const noFacts = (): FileFacts => ({
  lines: 0,
  messages: 0,
  notices: 0,
  bookkeeping: 0,
  copies: 0,
  problems: 0,
  answers: 0,
  limits: null,
  parent: null,
  copy_of: null,
  first_at: null,
  last_at: null,
  last_record_at: null,
  active_ms: 0,
  session_id: null,
  parent_session_id: null,
  billing_hint: null,
  agent_cost_usd: null,
  init_mode: null,
  resume_count: 0,
  cwd: null,
  is_cwd_final: false,
  project_dir: null,
  git_branch: null,
  versions: [],
  entrypoints: [],
  title: null,
  title_rank: -1,
  is_title_first: false,
  last_record_id: null,
});

export interface CallRow {
  call_key: string;
  at: number | null;
  model: string;
  input: number;
  cache_read: number;
  cache_write_5m: number;
  cache_write_1h: number;
  output: number;
  reasoning: number;
  /** JSON of speed, tier, region, web searches and parts; null in the usual case. */
  price_facts: string | null;
  reported_cost_usd: number | null;
  is_final: boolean;
  is_copy: boolean;
  /** Whether the call wrote text or a tool call in the main thread, and so counts as a message. */
  is_visible: boolean;
}

/** A tool call and its result, as far as the stretch holds them; either may be missing. */
export interface ToolRow {
  call_id: string;
  call: ToolCallPart | null;
  result: ToolResultPart | null;
}

export interface ToolCallPart {
  name: string;
  kind: string;
  at: number | null;
  path: string | null;
  way: string | null;
  /** All files, when the call asks for several. */
  files: FileRow[];
  command: string | null;
  program: string | null;
  agent_type: string | null;
  agent_description: string | null;
  lines_added: number | null;
  lines_removed: number | null;
}

export interface ToolResultPart {
  at: number | null;
  outcome: string;
  denied_by: string | null;
  duration_ms: number | null;
  lines_added: number | null;
  lines_removed: number | null;
  way: string | null;
  /** The files that were really changed, in place of those asked for; empty when the result does not say. */
  files: FileRow[];
  agent_id: string | null;
}

export interface FileRow {
  path: string;
  change: string;
  way: string | null;
  lines_added: number | null;
  lines_removed: number | null;
}

export interface SubagentRow {
  agent_id: string;
  call_id: string | null;
  state: string | null;
}

/** Rows of the tables in event-tables.ts, with the names of their columns; of a thing told in parts, what this stretch tells. */
export interface EventRows {
  turns: TurnRow[];
  compactions: CompactionRow[];
  hook_runs: HookRunRow[];
  approvals: ApprovalRow[];
  api_errors: ApiErrorRow[];
}

export const noEvents = (): EventRows => ({ turns: [], compactions: [], hook_runs: [], approvals: [], api_errors: [] });

export interface TurnRow {
  turn_key: string;
  started_at: number | null;
  ended_at: number | null;
  state: string | null;
  reason: string | null;
  duration_ms: number | null;
  first_token_ms: number | null;
  approval_policy: string | null;
  approval_reviewer: string | null;
  sandbox: string | null;
}

export interface CompactionRow {
  compaction_key: string;
  at: number | null;
  trigger_word: string | null;
  phase: string | null;
  tokens_before: number | null;
  tokens_after: number | null;
  duration_ms: number | null;
}

export interface HookRunRow {
  run_id: string;
  at: number | null;
  event: string | null;
  name: string | null;
  command: string | null;
  outcome: string | null;
  exit_code: number | null;
  duration_ms: number | null;
  call_id: string | null;
}

export interface ApprovalRow {
  approval_id: string;
  call_id: string | null;
  asked_at: number | null;
  decided_at: number | null;
  decision: string | null;
  decided_by: string | null;
  risk: string | null;
  waited_ms: number | null;
}

export interface ApiErrorRow {
  error_id: string;
  at: number | null;
  word: string | null;
  status: number | null;
  is_retried: number | null;
  attempt: number | null;
  most_attempts: number | null;
  wait_ms: number | null;
}
