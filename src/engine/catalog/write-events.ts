import type { SQLInputValue } from 'node:sqlite';
import type { EventRows, FileRow, ToolRow } from './rows.ts';

/** Runs one statement, prepared once. Returns the number of rows it changed. */
export type RunStatement = (sql: string, ...values: SQLInputValue[]) => number;

interface EventTable {
  table: keyof EventRows;
  /** The column by which a thing is known in every file that repeats it. */
  key: string;
  /** When it was, as SQL about `t`: who was first is counted. */
  at: string;
  columns: readonly string[];
  insert: string;
}

/** Of things that are told in parts, what is known stays and what was missing is filled in. */
function eventTable<Name extends keyof EventRows>(
  table: Name,
  at: string,
  columns: readonly [string & keyof EventRows[Name][number], ...(string & keyof EventRows[Name][number])[]],
): EventTable {
  const [key, ...others] = columns;
  const filled = others.map((column) => `${column} = coalesce(${column}, excluded.${column})`);
  const insert = `insert into ${table} (file_id, ${columns.join(', ')}) values (?, ${columns.map(() => '?').join(', ')})
    on conflict do update set ${filled.join(', ')}`;
  return { table, key, at, columns, insert };
}

/** The tables of events; the first column is the key. */
export const eventTableList: readonly EventTable[] = [
  eventTable('turns', 'coalesce(t.started_at, t.ended_at)', [
    'turn_key', 'started_at', 'ended_at', 'state', 'reason', 'duration_ms', 'first_token_ms', 'approval_policy',
    'approval_reviewer', 'sandbox',
  ]),
  eventTable('compactions', 't.at', [
    'compaction_key', 'at', 'trigger_word', 'phase', 'tokens_before', 'tokens_after', 'duration_ms',
  ]),
  eventTable('hook_runs', 't.at', [
    'run_id', 'at', 'event', 'name', 'command', 'outcome', 'exit_code', 'duration_ms', 'call_id',
  ]),
  eventTable('approvals', 'coalesce(t.asked_at, t.decided_at)', [
    'approval_id', 'call_id', 'asked_at', 'decided_at', 'decision', 'decided_by', 'risk', 'waited_ms',
  ]),
  eventTable('api_errors', 't.at', [
    'error_id', 'at', 'word', 'status', 'is_retried', 'attempt', 'most_attempts', 'wait_ms',
  ]),
]; // prettier-ignore

type Columns = Readonly<Record<string, SQLInputValue>>;
const rowsIn = (events: EventRows, table: keyof EventRows): readonly Columns[] =>
  events[table] as unknown as readonly Columns[];

export function writeEvents(run: RunStatement, file_id: number, events: EventRows): void {
  for (const { table, columns, insert } of eventTableList)
    for (const row of rowsIn(events, table)) run(insert, file_id, ...columns.map((column) => row[column] ?? null));
}

/** The keys of the events by table. */
export const keysOfEvents = (events: EventRows): Record<string, string[]> =>
  Object.fromEntries(
    eventTableList.map(({ table, key }) => [table, rowsIn(events, table).map((row) => String(row[key]))]),
  );

/** Files of a call that touches several: those the call asks for, until its result says which were changed. */
export function writeFiles(run: RunStatement, file_id: number, { call_id, call, result }: ToolRow): void {
  const changed = result?.files ?? [];
  const asked = call?.files ?? [];
  if (changed.length > 0) {
    const replaced = run('delete from several_files where file_id = ? and call_id = ?', file_id, call_id);
    if (replaced === 0 && changed.length === 1 && asked.length === 0) return;
  }
  for (const file of changed.length > 0 ? changed : asked) run(writeFile, ...valuesOf(file_id, call_id, file));
}

const valuesOf = (file_id: number, call_id: string, file: FileRow): SQLInputValue[] => [
  call_id, file_id, file.path, file.change, file.way, file.lines_added, file.lines_removed,
]; // prettier-ignore

const writeFile = 'insert or ignore into several_files values (?, ?, ?, ?, ?, ?, ?)';
