import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { keptJson } from './kept-json.ts';
import type { CallRow, FilePart, ToolRow } from './rows.ts';
import { eventTableList, keysOfEvents, type RunStatement, writeEvents, writeFiles } from './write-events.ts';

/** How a call is priced; null for a model without a known price. */
export type PriceCall = (call: CallRow) => number | null;

export interface PartPlace {
  file_id: number;
  size: number;
  mtime_ms: number;
  checked_ms: number;
  device: string;
  inode: string;
  consumed: number;
  /** Number of the last line consumed, blank ones counted. */
  last_line: number;
  rest_bytes: number;
  mark: string | null;
  state: string | null;
  reader_version: number;
  rules_version: string;
}

/** Writes parts of files into the catalog. The caller holds a transaction. */
export class PartWriter {
  readonly #db: DatabaseSync;
  readonly #price: PriceCall;
  readonly #statements = new Map<string, StatementSync>();
  rows_written = 0;
  /** Whether a file has something in common with others, as far as that is known. */
  readonly #shares = new Map<number, boolean>();

  constructor(db: DatabaseSync, price: PriceCall) {
    this.#db = db;
    this.#price = price;
  }

  /** Forgets all that a file said, before it is read from its beginning again. */
  forget(file_id: number): void {
    const keys = Object.fromEntries(
      shared.map(({ table, key }) => [
        table,
        this.#keys(`select ${key} as key from ${table} where file_id = ?`, file_id),
      ]),
    );
    for (const name of [...Object.keys(keys), ...ownTables])
      this.#run(`delete from ${name} where file_id = ?`, file_id);
    this.#run(
      `update files set lines = 0, messages = 0, notices = 0, bookkeeping = 0, copies = 0, problems = 0, answers = 0, limits = null, copy_of = null, first_at = null, last_at = null,
       last_record_at = null, active_ms = 0, parent_session_id = null, billing_hint = null, agent_cost_usd = null, init_mode = null, resume_count = null, cwd = null, project_dir = null, git_branch = null,
       versions = '[]', entrypoints = '[]', title = null, title_rank = -1, last_record_id = null, error = null, consumed = 0,
       rest_bytes = 0, state = null where id = ?`,
      file_id,
    );
    this.#choose(keys);
    this.#shares.set(file_id, false);
  }

  /** False when nothing that the file says stands in another one. Looked up once, and followed from then on. */
  isShared(file_id: number): boolean {
    let is_shared = this.#shares.get(file_id);
    if (is_shared === undefined) {
      is_shared = shared.some(({ table, key }) => this.#sharedBy(file_id, table, key).length > 0);
      this.#shares.set(file_id, is_shared);
    }
    return is_shared;
  }

  /** What was written last is not there any more. */
  abandon(): void {
    this.#shares.clear();
  }

  write(place: PartPlace, part: FilePart): void {
    const { file_id } = place;
    const lastBefore = this.#lastAt(file_id);
    this.#writeFacts(place, part);
    for (const call of part.calls) this.#writeCall(file_id, call);
    for (const tool of part.tools) {
      this.#writeTool(file_id, tool);
      if (tool.call?.files.length || tool.result?.files.length) writeFiles(this.#run, file_id, tool);
    }
    for (const { prompt_id, at, is_steer } of part.prompts)
      this.#run(
        `insert into prompts (prompt_id, file_id, at, is_steer) values (?, ?, ?, ?) on conflict do update
           set is_steer = coalesce(max(is_steer, excluded.is_steer), is_steer, excluded.is_steer)`,
        prompt_id,
        file_id,
        at,
        is_steer === null ? null : flag(is_steer),
      );
    writeEvents(this.#run, file_id, part.events);
    for (const agent of part.subagents)
      this.#run(
        `insert into subagents values (?, ?, ?, ?)
         on conflict do update set call_id = coalesce(call_id, excluded.call_id), state = coalesce(excluded.state, state)`,
        file_id, agent.agent_id, agent.call_id, agent.state,
      ); // prettier-ignore
    for (const { record_id, title } of part.titles_for)
      this.#run('insert or replace into titles_for values (?, ?, ?)', record_id, file_id, title);
    for (const { line, reason } of part.problem_list)
      this.#run('insert into problems values (?, ?, ?)', file_id, line, reason);
    for (const [kind, count] of Object.entries(part.unknown_kinds))
      this.#run(
        'insert into unknown_kinds values (?, ?, ?) on conflict do update set count = count + excluded.count',
        file_id, kind, count,
      ); // prettier-ignore
    // Which of several files made a thing depends on when each of them ended.
    const hasMoved = lastBefore !== null && lastBefore !== this.#lastAt(file_id);
    const keys: Keys = {
      calls: part.calls.map((call) => call.call_key),
      tool_calls: part.tools.map((tool) => tool.call_id),
      prompts: part.prompts.map((prompt) => prompt.prompt_id),
      ...keysOfEvents(part.events),
    };
    if (hasMoved && this.isShared(file_id))
      for (const { table, key } of shared) keys[table]!.push(...this.#sharedBy(file_id, table, key));
    this.#choose(keys);
    this.#yieldCopies(file_id);
  }

  #writeFacts(place: PartPlace, part: FilePart): void {
    const titleWins = part.is_title_first ? '?18 > title_rank' : '?18 >= title_rank and ?17 is not null';
    this.#run(
      `update files set size = ?1, mtime_ms = ?2, checked_ms = ?3, device = ?4, inode = ?5, consumed = ?6, rest_bytes = ?7, mark = ?8,
       state = ?9, reader_version = ?10, rules_version = ?11, error = null, is_gone = 0,
       last_line = ?36, lines = lines + ?12, messages = messages + ?13, notices = notices + ?14, bookkeeping = bookkeeping + ?15, copies = copies + ?16,
       title = case when ${titleWins} then ?17 else title end, title_rank = case when ${titleWins} then ?18 else title_rank end,
       problems = problems + ?19, first_at = min(coalesce(first_at, ?20), coalesce(?20, first_at)),
       last_at = max(coalesce(last_at, ?21), coalesce(?21, last_at)), last_record_at = ?22, active_ms = active_ms + ?23,
       parent_session_id = coalesce(?24, parent_session_id), billing_hint = coalesce(?25, billing_hint), cwd = case when ?33 then ?26 else coalesce(cwd, ?26) end, project_dir = coalesce(?34, project_dir),
       agent_cost_usd = max(coalesce(agent_cost_usd, ?35), coalesce(?35, agent_cost_usd)),
       git_branch = coalesce(?27, git_branch), versions = ?28, entrypoints = ?29, last_record_id = coalesce(?30, last_record_id),
       session_id = case when session_id = '' then coalesce(?31, '') else session_id end,
       answers = answers + ?37, limits = coalesce(?38, limits), copy_of = coalesce(?39, copy_of),
       init_mode = coalesce(init_mode, ?40), resume_count = iif(?41 > 0, coalesce(resume_count, 0) + ?41, resume_count)
       where id = ?32`,
      place.size, place.mtime_ms, place.checked_ms, place.device, place.inode, place.consumed, place.rest_bytes, place.mark,
      place.state, place.reader_version, place.rules_version,
      part.lines, part.messages, part.notices, part.bookkeeping, part.copies, part.title, part.title_rank,
      part.problems, part.first_at, part.last_at, part.last_record_at, part.active_ms,
      part.parent_session_id, part.billing_hint, part.cwd, part.git_branch,
      this.#merged(place.file_id, 'versions', part.versions), this.#merged(place.file_id, 'entrypoints', part.entrypoints),
      part.last_record_id, part.session_id, place.file_id, flag(part.is_cwd_final), part.project_dir, part.agent_cost_usd, place.last_line,
      part.answers, part.limits, part.copy_of, part.init_mode, part.resume_count,
    ); // prettier-ignore
    if (part.parent) this.#joinSession(place.file_id, part.parent);
  }

  /** A subagent's thread belongs to the session at the root, whichever of the files is read first. */
  #joinSession(file_id: number, { session_id, agent_id, type, description }: NonNullable<FilePart['parent']>): void {
    this.#run(
      `update files set agent_id = ?1, agent_type = ?2, agent_description = ?3, session_id = coalesce(
         (select p.session_id from files p where p.source = files.source and p.agent_id = ?4 limit 1), ?4) where id = ?5`,
      agent_id, type, description, session_id, file_id,
    ); // prettier-ignore
    this.#run(
      `update files set session_id = (select session_id from files where id = ?2)
       where source = (select source from files where id = ?2) and session_id = ?1 and agent_id is not null and id <> ?2`,
      agent_id,
      file_id,
    );
  }

  /** What a file repeats of another session is counted there, once that one is known. */
  #yieldCopies(file_id: number): void {
    const copies = this.#statement(
      `select c.id from files c
       where c.id = ?1 and exists (select 1 from files o where o.source = c.source and o.session_id = c.copy_of and o.id <> c.id)
       union
       select c.id from files o join files c on c.source = o.source and c.copy_of = o.session_id and c.id <> o.id where o.id = ?1`,
    ).all(file_id);
    for (const { id } of copies)
      for (const { table } of shared)
        this.#run(`update ${table} set counted = 0 where file_id = ? and counted = 1`, id!);
  }

  #merged(file_id: number, column: 'versions' | 'entrypoints', added: string[]): string {
    const row = this.#statement(`select ${column} as list from files where id = ?`).get(file_id);
    const list = keptJson(row?.['list'] ?? '[]') as string[];
    return JSON.stringify([...new Set([...list, ...added])]);
  }

  /** Of the lines of one call the one with the largest output is the truth, as a whole; the last among equals. */
  #writeCall(file_id: number, call: CallRow): void {
    this.#run(
      writeCall,
      call.call_key, file_id, call.at, call.model, call.input, call.cache_read, call.cache_write_5m, call.cache_write_1h,
      call.output, call.reasoning, call.price_facts, call.reported_cost_usd, call.reported_cost_usd ?? this.#price(call),
      flag(call.is_final), flag(call.is_copy), flag(call.is_visible),
    ); // prettier-ignore
  }

  #writeTool(file_id: number, { call_id, call, result }: ToolRow): void {
    this.#run(
      writeTool,
      call_id, file_id, call?.name ?? null, call?.kind ?? null, call?.at ?? null, call?.path ?? result?.files[0]?.path ?? null,
      result?.way ?? call?.way ?? null, call?.command ?? null,
      call?.program ?? null, call?.agent_type ?? null, call?.agent_description ?? null, call?.lines_added ?? null,
      call?.lines_removed ?? null, result?.at ?? null, result?.outcome ?? null, result?.denied_by ?? null, result?.duration_ms ?? null,
      result?.lines_added ?? null, result?.lines_removed ?? null, result?.agent_id ?? null,
    ); // prettier-ignore
  }

  /** Of the rows that repeat one thing, one is counted: that of the session which made it. */
  #choose(keys: Keys): void {
    for (const { table, key, at, first } of shared) {
      const repeated = this.#repeated(table, key, keys[table] ?? []);
      this.#noteSharers(table, key, repeated);
      this.#chooseIn({ table, key, at, first }, repeated);
      if (table === 'calls') this.#shareUsage(repeated);
    }
  }

  #noteSharers(table: string, key: string, keys: string[]): void {
    inSlices(keys, (slice) => {
      const rows = this.#statement(
        `select distinct t.file_id from json_each(?1) k join ${table} t on t.${key} = k.value
         where exists (select 1 from ${table} o where o.${key} = t.${key} and o.file_id <> t.file_id)`,
      ).all(JSON.stringify(slice));
      for (const row of rows) this.#shares.set(Number(row['file_id']), true);
      return [];
    });
  }

  #lastAt(file_id: number): number | null {
    return (this.#statement('select last_at from files where id = ?').get(file_id)?.['last_at'] ?? null) as
      | number
      | null;
  }

  /** What a file has in common with others. */
  #sharedBy(file_id: number, table: string, key: string): string[] {
    return this.#keys(
      `select distinct a.${key} as key from ${table} a join ${table} b on b.${key} = a.${key} and b.file_id <> a.file_id where a.file_id = ?`,
      file_id,
    );
  }

  /** Those of the keys that stand in several files, or of whose row it must be said anew that it is counted. */
  #repeated(table: string, key: string, keys: string[]): string[] {
    return inSlices(keys, (slice) =>
      this.#statement(
        `select k.value as key from json_each(?1) k join ${table} t on t.${key} = k.value group by k.value having count(*) > 1 or sum(t.counted) <> 1`,
      )
        .all(JSON.stringify(slice))
        .map((row) => String(row['key'])),
    );
  }

  /** A file that is marked as holding copies comes after one that is not, whatever the mark stands on. */
  #chooseIn({ table, key, at, first }: SharedTable, keys: string[]): void {
    inSlices(keys, (slice) => {
      this.#run(
        `with rows as materialized (
           select t.* from json_each(?1) j join ${table} t on t.${key} = j.value
         ), copiers as materialized (
           select file_id from calls where is_copy = 1 and file_id in (select file_id from rows) group by file_id
         ), ranked as (
           select t.${key} as k, t.file_id as f,
             row_number() over (partition by t.${key} order by ${first} t.file_id in (select file_id from copiers), coalesce(${at}, 9e15), coalesce(f.last_at, 9e15), f.relative_path) as place
           from rows t join files f on f.id = t.file_id
         )
         update ${table} set counted = (ranked.place = 1) from ranked where ranked.k = ${table}.${key} and ranked.f = ${table}.file_id`,
        JSON.stringify(slice),
      );
      return [];
    });
  }

  /** The owner of a call takes over the figures of the largest copy: its own last line may be missing. */
  #shareUsage(keys: string[]): void {
    inSlices(keys, (slice) => {
      this.#run(
        `update calls set (model, input, cache_read, cache_write_5m, cache_write_1h, output, reasoning, price_facts, reported_cost_usd, cost_usd) =
           (select b.model, b.input, b.cache_read, b.cache_write_5m, b.cache_write_1h, b.output, b.reasoning, b.price_facts, b.reported_cost_usd, b.cost_usd
            from calls b where b.call_key = calls.call_key order by b.output desc, b.counted desc limit 1)
         where counted = 1 and call_key in (select value from json_each(?1))`,
        JSON.stringify(slice),
      );
      return [];
    });
  }

  #keys(sql: string, file_id: number): string[] {
    return this.#statement(sql)
      .all(file_id)
      .map((row) => String(row['key']));
  }

  readonly #run: RunStatement = (sql: string, ...values: SQLInputValue[]): number => {
    const changes = Number(this.#statement(sql).run(...values).changes);
    this.rows_written += changes;
    return changes;
  };

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) this.#statements.set(sql, (statement = this.#db.prepare(sql)));
    return statement;
  }
}

/** A table whose rows several files may repeat. */
interface SharedTable {
  table: string;
  key: string;
  at: string;
  /** What decides before everything else. */
  first: string;
}

const shared: readonly SharedTable[] = [
  { table: 'calls', key: 'call_key', at: 't.at', first: 't.is_copy,' },
  { table: 'tool_calls', key: 'call_id', at: 't.at', first: 't.name is null,' },
  { table: 'prompts', key: 'prompt_id', at: 't.at', first: '' },
  ...eventTableList.map(({ table, key, at }): SharedTable => ({ table, key, at, first: '' })),
];

const ownTables = ['several_files', 'subagents', 'titles_for', 'problems', 'unknown_kinds'];

/** Keys by table. */
type Keys = Record<string, string[]>;

const flag = (value: boolean): number => (value ? 1 : 0);

/** Keys are handed to SQLite in lists of bounded length. */
function inSlices(keys: string[], each: (slice: string[]) => string[]): string[] {
  const found: string[] = [];
  for (let from = 0; from < keys.length; from += 5000) found.push(...each(keys.slice(from, from + 5000)));
  return found;
}

const writeCall = `
  insert into calls values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
  on conflict do update set
    at = min(coalesce(at, excluded.at), coalesce(excluded.at, at)),
    is_visible = max(is_visible, excluded.is_visible),
    is_final = max(is_final, excluded.is_final),
    model = iif(excluded.output >= output, excluded.model, model),
    input = iif(excluded.output >= output, excluded.input, input),
    cache_read = iif(excluded.output >= output, excluded.cache_read, cache_read),
    cache_write_5m = iif(excluded.output >= output, excluded.cache_write_5m, cache_write_5m),
    cache_write_1h = iif(excluded.output >= output, excluded.cache_write_1h, cache_write_1h),
    output = iif(excluded.output >= output, excluded.output, output),
    reasoning = iif(excluded.output >= output, excluded.reasoning, reasoning),
    price_facts = iif(excluded.output >= output, excluded.price_facts, price_facts),
    reported_cost_usd = iif(excluded.output >= output, excluded.reported_cost_usd, reported_cost_usd),
    cost_usd = iif(excluded.output >= output, excluded.cost_usd, cost_usd)`;

/** What is known of a call or of its result stays; what was missing is filled in. */
const writeTool = `
  insert into tool_calls values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
  on conflict do update set
    name = iif(name is null, excluded.name, name),
    kind = iif(name is null, excluded.kind, kind),
    at = iif(name is null, excluded.at, at),
    path = iif(name is null, coalesce(excluded.path, path), coalesce(path, excluded.path)),
    way = coalesce(way, excluded.way),
    command = iif(name is null, excluded.command, command),
    program = iif(name is null, excluded.program, program),
    agent_type = iif(name is null, excluded.agent_type, agent_type),
    agent_description = iif(name is null, excluded.agent_description, agent_description),
    asked_added = iif(name is null, excluded.asked_added, asked_added),
    asked_removed = iif(name is null, excluded.asked_removed, asked_removed),
    result_at = iif(outcome is null or (outcome = 'unknown' and excluded.outcome <> 'unknown'), excluded.result_at, result_at),
    outcome = iif(outcome is null or (outcome = 'unknown' and excluded.outcome is not null), excluded.outcome, outcome),
    denied_by = coalesce(denied_by, excluded.denied_by),
    duration_ms = coalesce(duration_ms, excluded.duration_ms),
    lines_added = coalesce(lines_added, excluded.lines_added),
    lines_removed = coalesce(lines_removed, excluded.lines_removed),
    agent_id = coalesce(agent_id, excluded.agent_id)`;
