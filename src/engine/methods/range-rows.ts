import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import type { Parsed } from '../../contract/api.ts';
import type { EngineParts } from '../engine.ts';
import { anywhere, Conditions, projectCondition, rangeOf } from './conditions.ts';

export type RangeInput = Parsed<'usageAnalytics'>;
type Row = Record<string, SQLOutputValue>;

/** Tables with a row per thing of a file, its time in the column named. */
const timeColumns = {
  calls: 'at',
  tool_calls: 'at',
  tool_files: 'at',
  prompts: 'at',
  turns: 'started_at',
  compactions: 'at',
  hook_runs: 'at',
  approvals: 'coalesce(t.asked_at, t.decided_at)',
  api_errors: 'at',
} as const;

export interface RowsWanted {
  table: keyof typeof timeColumns;
  columns: string;
  /** A further table of `f`, through which `t` is found by a key. */
  through?: { table: string; key: string };
  /** A further condition on `t`, `f` or `s`, with its values behind it. */
  and?: string;
  values?: readonly SQLInputValue[];
  /** `group by`, `order by`, `limit`. */
  rest?: string;
  /** Rows that only repeat others of another file, too. */
  with_copies?: boolean;
}

/**
 * Rows of a range as `t`, their files as `f` and sessions as `s`. The files come first, which have an index on what is theirs,
 * so that nothing is looked at that no session of the range has.
 */
export function rowsWithin(engine: EngineParts, input: RangeInput, wanted: RowsWanted): Row[] {
  const { sql, values } = statementFor(engine, input, wanted);
  return engine.catalog.statement(sql).all(...values);
}

/** The same for many rows: arrays in the order of the columns, which cost half as much. */
export function arraysWithin(engine: EngineParts, input: RangeInput, wanted: RowsWanted): SQLOutputValue[][] {
  const { sql, values } = statementFor(engine, input, wanted);
  const statement = engine.catalog.statement(`${sql} -- arrays`);
  statement.setReturnArrays(true);
  return statement.all(...values) as unknown as SQLOutputValue[][];
}

function statementFor(engine: EngineParts, input: RangeInput, wanted: RowsWanted) {
  const { table, columns, and = 'true', values = [], rest = '', through, with_copies = false } = wanted;
  const time = timeColumns[table];
  const at = time.includes('.') ? time : `t.${time}`;
  const where = sessionsWithin(engine, input);
  const { from, to } = rangeOf(input);
  if (from !== null) where.add(`${at} >= ?`, from);
  if (to !== null) where.add(`${at} <= ?`, to);
  return {
    sql: `select ${columns} from files f
      cross join sessions s on s.source = f.source and s.session_id = f.session_id
      ${through ? `cross join ${through.table} v on v.file_id = f.id` : ''}
      cross join ${table} t on t.file_id = f.id ${through ? `and t.${through.key} = v.${through.key}` : ''}
      where ${with_copies ? 'true' : 't.counted = 1'} and ${where.sql} and (${and}) ${rest}`,
    values: [...where.values, ...values],
  };
}

/** Conditions on `files f` and `sessions s` that leave out what cannot have a row in the range. */
export function sessionsWithin(engine: EngineParts, input: RangeInput): Conditions {
  const where = new Conditions().source('f.source', input.source);
  const { from } = rangeOf(input);
  if (from !== null) where.add('coalesce(f.last_record_at, f.last_at, ?) >= ?', from, from);
  if (input.project !== undefined) projectCondition(engine, where, 's.project_dir', input.project);
  if (input.model !== undefined) where.add("s.models like ? escape '\\'", anywhere(input.model));
  return where;
}

export const rangeDays = ({ days, from, to }: RangeInput): number | null =>
  from !== undefined || to !== undefined || days === 'all' ? null : days;
