import { eventTables } from './event-tables.ts';

/** Raised with every change of the tables; older catalogs are made anew, since everything in them comes from the logs. */
export const schemaVersion = 7;

/**
 * One row per log file, and per thing with an id of its own: API call, tool call, prompt, turn, compaction, hook run,
 * approval, API error. A thing that several files repeat has a row for each; `counted` is set on one of them.
 * Times are milliseconds since 1970. All text is redacted. Null means that the log does not say, never "none".
 * What the tables of the log's events hold, and what their words mean: event-tables.ts.
 */
export const schema = `${eventTables}
create table meta (key text primary key, value text not null) without rowid;

create table files (
  id integer primary key,
  source text not null,
  root text not null,
  relative_path text not null,
  folder text not null,
  session_id text not null,
  agent_id text,
  group_id text,
  agent_type text,
  agent_description text,
  copy_of text,
  encoding text,
  earlier text,
  device text not null,
  inode text not null,
  size integer not null,
  mtime_ms real not null,
  checked_ms real not null,
  consumed integer not null,
  rest_bytes integer not null,
  mark text,
  reader_version integer not null,
  rules_version text not null,
  error text,
  is_gone integer not null default 0,
  last_line integer not null default 0,
  lines integer not null default 0,
  messages integer not null default 0,
  notices integer not null default 0,
  bookkeeping integer not null default 0,
  copies integer not null default 0,
  problems integer not null default 0,
  answers integer not null default 0,
  limits text,
  first_at integer,
  last_at integer,
  last_record_at integer,
  active_ms integer not null default 0,
  parent_session_id text,
  billing_hint text,
  agent_cost_usd real,
  init_mode text,
  resume_count integer,
  cwd text,
  project_dir text,
  git_branch text,
  versions text not null default '[]',
  entrypoints text not null default '[]',
  title text,
  title_rank integer not null default -1,
  last_record_id text,
  -- The largest by far: whatever stands behind it would be read from another page.
  state text,
  unique (source, root, relative_path)
);
create index files_by_session on files (source, session_id);
create index files_of_copies on files (source, copy_of) where copy_of is not null;
create index files_by_last_record on files (last_record_id);

create table calls (
  call_key text not null,
  file_id integer not null,
  at integer,
  model text not null,
  input integer not null,
  cache_read integer not null,
  cache_write_5m integer not null,
  cache_write_1h integer not null,
  output integer not null,
  reasoning integer not null,
  price_facts text,
  reported_cost_usd real,
  cost_usd real,
  is_final integer not null,
  is_copy integer not null,
  is_visible integer not null,
  counted integer not null default 1,
  primary key (file_id, call_key)
) without rowid;
create index calls_by_key on calls (call_key);

create table tool_calls (
  call_id text not null,
  file_id integer not null,
  name text,
  kind text,
  at integer,
  path text,
  way text,
  command text,
  program text,
  agent_type text,
  agent_description text,
  asked_added integer,
  asked_removed integer,
  result_at integer,
  outcome text,
  denied_by text,
  duration_ms real,
  lines_added integer,
  lines_removed integer,
  agent_id text,
  counted integer not null default 1,
  primary key (file_id, call_id)
) without rowid;
create index tool_calls_by_id on tool_calls (call_id);

create table prompts (
  prompt_id text not null,
  file_id integer not null,
  at integer,
  is_steer integer,
  counted integer not null default 1,
  primary key (file_id, prompt_id)
) without rowid;
create index prompts_by_id on prompts (prompt_id);

create table subagents (
  file_id integer not null,
  agent_id text not null,
  call_id text,
  state text,
  primary key (file_id, agent_id)
) without rowid;

create table titles_for (
  record_id text not null,
  file_id integer not null,
  title text not null,
  primary key (record_id, file_id)
) without rowid;

create table problems (file_id integer not null, line integer not null, reason text not null);
create index problems_by_file on problems (file_id);

create table unknown_kinds (file_id integer not null, kind text not null, count integer not null, primary key (file_id, kind)) without rowid;

create table sidecars (
  source text not null,
  root text not null,
  relative_path text not null,
  place integer not null,
  size integer not null,
  mtime_ms real not null,
  session_id text not null,
  agent_id text,
  original_path text,
  title text,
  type text,
  description text,
  call_id text,
  parent_agent_id text,
  live_session_id text,
  live_pid integer,
  live_started text,
  primary key (source, root, relative_path, place)
) without rowid;
create index sidecars_by_session on sidecars (source, session_id);
create index sidecars_live on sidecars (live_session_id) where live_session_id is not null;

create table sessions (
  source text not null,
  session_id text not null,
  first_at integer,
  last_at integer,
  project_dir text,
  git_branch text,
  title text not null,
  cost_usd real,
  tokens_total integer not null,
  message_count integer not null,
  duration_ms integer,
  error_count integer not null,
  lines_changed integer not null,
  bytes integer not null,
  words text not null,
  models text not null,
  summary text not null,
  primary key (source, session_id)
) without rowid;
create index sessions_by_last on sessions (last_at desc);
create index sessions_by_source_last on sessions (source, last_at desc);
create index sessions_by_project on sessions (project_dir);
`;
