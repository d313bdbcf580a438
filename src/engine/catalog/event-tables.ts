/**
 * What logs tell beside usage and tool calls. A row stands for something that the log holds; where a log holds nothing of the
 * kind, there is none. Every table has `counted`, like those of calls, and times in milliseconds.
 *
 * - `several_files`: the files of a call that touches several, such as a patch. Read them through the view `tool_files`,
 *   which has a row for each call and file: of a call with one file, that file. `change` is `read` or `write`; `way` is
 *   `create`, `update`, `delete` or `move` (a moved file stands under its new name). Lines are those asked for until the result says
 *   which were changed. Count only rows with `outcome = 'ok'` as read or written, and those with `counted = 1`.
 * - `turns`: from a prompt to the end of the work on it. `state` is `completed`, `failed` or `interrupted`, and null while
 *   it runs, when it was cut off, or for agents that do not log ends. `duration_ms` is what the agent measured; without it
 *   `ended_at - started_at` is an upper bound. Policies and sandbox are the agent's words; they hold from the turn's
 *   first record that names them. Turns of subagents are in their files, where `files.agent_id` is not null.
 * - `prompts.is_steer`: 1 when typed while the agent worked, 0 when not.
 * - `compactions`: `trigger_word` is `auto` or `manual`, `phase` is `standalone_turn`, `pre_turn` or `mid_turn`.
 * - `hook_runs`: `event` such as `PostToolUse`, `name` the event with its matcher, `command` what ran. `outcome` is `ok`, `error` (went
 *   on all the same), `blocked` (the agent was stopped) or `cancelled`, and null when only the start is logged.
 * - `approvals`: leave for a call that was asked for or decided. `approval_id` is the `call_id` of `tool_calls`, unless
 *   the log does not say which call is meant (then `call_id` is null). `decision` is `granted`, `denied` or `aborted`,
 *   and null when the answer is not logged; `decided_by` is `person`, `rule`, `classifier`, `guardian`, `hook`, or null.
 *   No agent logs that a person said yes. `waited_ms` is set only where the log holds both ends of the wait.
 * - `api_errors`: failed requests. `is_retried` is 1 when the agent tried again (then `attempt` of `most_attempts`, after
 *   `wait_ms`), 0 when it gave up. `word` is the agent's, `status` that of HTTP.
 * - `files.init_mode`: how the thread began, `new`, `resumed` (a new file that goes on with an older session) or
 *   `forked`; `files.resume_count`: how often it was opened again in the same file, as far as that leaves a trace;
 *   null when it leaves none. `files.parent_session_id`: the session it came from.
 * - `files.limits`: the account's limits as last logged in that file (JSON of `LimitFacts`).
 */
export const eventTables = `
create table several_files (
  call_id text not null,
  file_id integer not null,
  path text not null,
  change text not null,
  way text,
  lines_added integer,
  lines_removed integer,
  primary key (file_id, call_id, path)
) without rowid;

create view tool_files as
  select t.file_id, t.call_id, t.name, t.kind, t.at, t.outcome, t.counted, t.path,
    iif(t.kind in ('write', 'edit'), 'write', 'read') as change, t.way,
    coalesce(t.lines_added, t.asked_added) as lines_added, coalesce(t.lines_removed, t.asked_removed) as lines_removed
  from tool_calls t
  where t.path is not null and not exists (select 1 from several_files s where s.file_id = t.file_id and s.call_id = t.call_id)
  union all
  select t.file_id, t.call_id, t.name, t.kind, t.at, t.outcome, t.counted, s.path, s.change, s.way, s.lines_added, s.lines_removed
  from several_files s join tool_calls t on t.file_id = s.file_id and t.call_id = s.call_id;

create table turns (
  turn_key text not null,
  file_id integer not null,
  started_at integer,
  ended_at integer,
  state text,
  reason text,
  duration_ms real,
  first_token_ms real,
  approval_policy text,
  approval_reviewer text,
  sandbox text,
  counted integer not null default 1,
  primary key (file_id, turn_key)
) without rowid;
create index turns_by_key on turns (turn_key);

create table compactions (
  compaction_key text not null,
  file_id integer not null,
  at integer,
  trigger_word text,
  phase text,
  tokens_before integer,
  tokens_after integer,
  duration_ms real,
  counted integer not null default 1,
  primary key (file_id, compaction_key)
) without rowid;
create index compactions_by_key on compactions (compaction_key);

create table hook_runs (
  run_id text not null,
  file_id integer not null,
  at integer,
  event text,
  name text,
  command text,
  outcome text,
  exit_code integer,
  duration_ms real,
  call_id text,
  counted integer not null default 1,
  primary key (file_id, run_id)
) without rowid;
create index hook_runs_by_id on hook_runs (run_id);

create table approvals (
  approval_id text not null,
  file_id integer not null,
  call_id text,
  asked_at integer,
  decided_at integer,
  decision text,
  decided_by text,
  risk text,
  waited_ms real,
  counted integer not null default 1,
  primary key (file_id, approval_id)
) without rowid;
create index approvals_by_id on approvals (approval_id);

create table api_errors (
  error_id text not null,
  file_id integer not null,
  at integer,
  word text,
  status integer,
  is_retried integer,
  attempt integer,
  most_attempts integer,
  wait_ms real,
  counted integer not null default 1,
  primary key (file_id, error_id)
) without rowid;
create index api_errors_by_id on api_errors (error_id);
`;
