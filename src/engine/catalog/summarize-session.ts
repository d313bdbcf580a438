import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { Session } from '../../contract/session.ts';
import { type Tokens, noTokens } from '../../contract/units.ts';
import { oneLine } from '../reading/file-part.ts';
import { keptJson } from './kept-json.ts';

type Row = Record<string, SQLOutputValue>;

/** Ranks of titles that come from beside the file; those of the file itself are given by the source. */
const sidecarRank = 65;
const summaryRank = 35;
/** From this many milliseconds without a record on, a session is no longer taken as running. */
export const activeWindowMs = 5 * 60_000;

/** Keeps the row of each session in step with what its files say. The caller holds a transaction. */
export class SessionSummaries {
  readonly #statements: Record<
    | 'files'
    | 'calls'
    | 'tools'
    | 'prompts'
    | 'compactions'
    | 'sidecar'
    | 'original'
    | 'anyCall'
    | 'titleFor'
    | 'put'
    | 'remove',
    StatementSync
  >;
  readonly #labels: ReadonlyMap<string, string>;
  rows_written = 0;

  /** `labels`: provider label by source id. */
  constructor(db: DatabaseSync, labels: ReadonlyMap<string, string>) {
    this.#labels = labels;
    const ofSession = '(select id from files where source = ?1 and session_id = ?2)';
    this.#statements = {
      files: db.prepare(
        'select * from files where source = ? and session_id = ? order by agent_id is not null, mtime_ms desc',
      ),
      calls: db.prepare(
        `select model, count(*) as calls, sum(input) as input, sum(cache_read) as cache_read, sum(cache_write_5m + cache_write_1h) as cache_write,
           sum(output) as output, sum(reasoning) as reasoning, sum(cost_usd) as cost_usd, count(reported_cost_usd) as reported,
           sum(case when cost_usd is null then input + cache_read + cache_write_5m + cache_write_1h + output else 0 end) as unpriced,
           sum((select f.agent_id is not null from files f where f.id = file_id)) as by_agents
         from calls where counted = 1 and file_id in ${ofSession} group by model order by by_agents = calls, output desc`,
      ),
      tools: db.prepare(
        `select count(name) as calls, sum(outcome = 'error') as errors,
           sum(case when outcome = 'ok' then coalesce(lines_added, asked_added) end) as added,
           sum(case when outcome = 'ok' then coalesce(lines_removed, asked_removed) end) as removed
         from tool_calls where counted = 1 and file_id in ${ofSession}`,
      ),
      prompts: db.prepare(
        `select (select count(*) from prompts where file_id = ?1) as prompts, (select count(*) from calls where file_id = ?1 and is_visible) as answers,
           (select count(*) from turns where file_id = ?1 and state is not null) as ended, (select count(*) from turns where file_id = ?1 and state = 'interrupted') as aborted,
           exists (select 1 from prompts where file_id = ?1 and counted = 0) as is_copy`,
      ),
      compactions: db.prepare(`select count(*) as count from compactions where file_id in ${ofSession}`),
      sidecar: db.prepare(
        'select title from sidecars where source = ? and session_id = ? and agent_id is null and title is not null limit 1',
      ),
      anyCall: db.prepare('select 1 from calls where file_id = ? limit 1'),
      original: db.prepare(
        `select 1 from sidecars s join files o on s.original_path = o.root || '/' || o.relative_path and o.is_gone = 0
         where s.source = ?1 and s.session_id = ?2 and s.original_path is not null and not exists (
           select 1 from calls c join files f on f.id = c.file_id where f.source = ?1 and f.session_id = ?2) limit 1`,
      ),
      titleFor: db.prepare('select title from titles_for where record_id = ? limit 1'),
      put: db.prepare('insert or replace into sessions values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
      remove: db.prepare('delete from sessions where source = ? and session_id = ?'),
    };
  }

  /** Brings the row of one session up to date; a session without a single message has none. */
  update(source: string, session_id: string): void {
    const files = this.#statements.files.all(source, session_id);
    const isSession =
      files.some((file) => Number(file['messages']) > 0) || files.some((file) => this.#hasCalls(num(file['id'])));
    if (!isSession || this.#isShownElsewhere(source, session_id)) {
      this.rows_written += Number(this.#statements.remove.run(source, session_id).changes);
      return;
    }
    const session = this.#sessionFrom(source, session_id, files);
    const words = [session.title, session.project_dir, session.cwd, session.git_branch, session_id]
      .join('\n')
      .toLowerCase();
    this.#statements.put.run(
      source, session_id, ms(session.first_message_at), ms(session.last_message_at), session.project_dir, session.git_branch,
      session.title, session.cost_usd, session.tokens.total, session.message_count, session.duration_ms, session.error_count,
      (session.lines_added ?? 0) + (session.lines_removed ?? 0), session.bytes, words, JSON.stringify(session.models), JSON.stringify(session),
    ); // prettier-ignore
    this.rows_written += 1;
  }

  /** Usage may be all that is left of a session. */
  #hasCalls = (file_id: number): boolean => this.#statements.anyCall.get(file_id) !== undefined;

  /** A session that was made out of another agent's, was not gone on with, and whose original is known itself. */
  #isShownElsewhere(source: string, session_id: string): boolean {
    return this.#statements.original.get(source, session_id) !== undefined;
  }

  #sessionFrom(source: string, session_id: string, files: Row[]): Session {
    const main = files.find((file) => file['agent_id'] === null) ?? null;
    const lead = main ?? files[0]!;
    const models = this.#statements.calls.all(source, session_id);
    const tools = this.#statements.tools.get(source, session_id)!;
    const turns: Row = main ? this.#statements.prompts.get(num(main['id']))! : { prompts: 0, answers: 0, ended: 0 };
    const agents = files.filter((file) => file['agent_id'] !== null);
    const priced = models.filter((row) => row['cost_usd'] !== null);
    const cwd = text(lead['cwd']);
    const [first_at, last_at] = [orNull(lead['first_at']), orNull(lead['last_at'])];
    const duration_ms = first_at === null || last_at === null ? null : last_at - first_at;
    return {
      session_id,
      source,
      provider_label: this.#labels.get(source) ?? source,
      project_dir: text(lead['project_dir']) ?? cwd,
      cwd,
      title: this.#titleOf(source, session_id, main),
      models: models.map((row) => String(row['model'])),
      tokens: models.map(tokensFromRow).reduce(addTokens, noTokens),
      cost_usd: priced.length === 0 ? null : sum(priced, 'cost_usd'),
      agent_cost_usd: lead['agent_cost_usd'] === null ? null : num(lead['agent_cost_usd']),
      cost_basis:
        priced.length === 0 ? null : priced.some((row) => num(row['reported']) > 0) ? 'reported' : 'estimated',
      unpriced_tokens: sum(models, 'unpriced'),
      billing_source: text(lead['billing_hint']),
      message_count: num(turns['prompts']) + num(turns['answers']) + num(main?.['answers']),
      user_message_count: num(turns['prompts']),
      tool_call_count: num(tools['calls']),
      error_count: num(tools['errors']),
      first_message_at: instant(first_at),
      last_message_at: instant(last_at),
      duration_ms,
      // Notices behind the last message are work too, but no part of the length.
      active_ms: duration_ms === null ? null : Math.min(num(lead['active_ms']), duration_ms),
      is_active: false,
      is_gone: files.every((file) => file['is_gone'] === 1),
      entrypoints: listOf(lead['entrypoints']),
      git_branch: text(lead['git_branch']),
      versions: listOf(lead['versions']),
      parent_session_id: text(lead['parent_session_id']),
      init_mode: main ? initModeOf(main, turns) : null,
      resume_count: orNull(main?.['resume_count']),
      aborted_turn_count: num(turns['ended']) === 0 ? null : num(turns['aborted']),
      subagent_count: agents.length,
      compaction_count: num(this.#statements.compactions.get(source, session_id)!['count']),
      lines_added: tools['added'] === null ? null : num(tools['added']),
      lines_removed: tools['removed'] === null ? null : num(tools['removed']),
      problem_count: files.reduce(
        (all, file) =>
          all + num(file['problems']) + (num(file['rest_bytes']) > 0 ? 1 : 0) + (file['error'] === null ? 0 : 1),
        0,
      ),
      bytes: sum(files, 'size'),
    };
  }

  /** The file's own title, unless one from beside it ranks higher. */
  #titleOf(source: string, session_id: string, main: Row | null): string {
    if (!main) return 'Subagents of a session that is no longer there';
    const own = { rank: num(main['title_rank']), title: text(main['title']) };
    if (own.rank < sidecarRank) {
      const renamed = text(this.#statements.sidecar.get(source, session_id)?.['title'] ?? null);
      if (renamed !== null) return renamed;
    }
    if (own.rank < summaryRank && main['last_record_id'] !== null) {
      const summary = text(this.#statements.titleFor.get(String(main['last_record_id']))?.['title'] ?? null);
      if (summary !== null) return summary;
    }
    return own.title === null || own.title === '' ? 'Untitled' : oneLine(own.title, 201);
  }
}

/** A file that repeats another one is nothing new, even when no record says so. */
function initModeOf(main: Row, turns: Row): Session['init_mode'] {
  const said = text(main['init_mode']);
  if (said === 'resumed' || said === 'forked') return said;
  if (turns['is_copy'] === 1) return 'forked';
  return main['copy_of'] !== null || num(main['lines']) === 0 ? null : 'new';
}

export function tokensFromRow(row: Row): Tokens {
  const [input, cache_read, cache_write, output] = [
    row['input'],
    row['cache_read'],
    row['cache_write'],
    row['output'],
  ].map(num) as [number, number, number, number];
  return {
    input,
    cache_read,
    cache_write,
    output,
    reasoning: num(row['reasoning']),
    total: input + cache_read + cache_write + output,
  };
}

export const addTokens = (a: Tokens, b: Tokens): Tokens => ({
  input: a.input + b.input,
  cache_read: a.cache_read + b.cache_read,
  cache_write: a.cache_write + b.cache_write,
  output: a.output + b.output,
  reasoning: a.reasoning + b.reasoning,
  total: a.total + b.total,
});

export const num = (value: SQLOutputValue | undefined): number => Number(value ?? 0);
export const text = (value: SQLOutputValue | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null;
export const instant = (at: number | null | undefined): string | null =>
  at === null || at === undefined ? null : new Date(at).toISOString();
export const listOf = (value: SQLOutputValue | undefined): string[] => keptJson(value ?? '[]') as string[];
const orNull = (value: SQLOutputValue | undefined): number | null =>
  value === null || value === undefined ? null : Number(value);
const ms = (at: string | null): number | null => (at === null ? null : Date.parse(at));
const sum = (rows: Row[], key: string): number => rows.reduce((all, row) => all + num(row[key]), 0);
