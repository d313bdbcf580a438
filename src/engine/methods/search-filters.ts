import type { EngineParts } from '../engine.ts';
import type { SearchFilter } from '../text/query.ts';
import type { MessageConditions } from '../text/index-shard.ts';
import { anywhere, Conditions, isGone, projectCondition } from './conditions.ts';
import { liveSessions } from './live-sessions.ts';

type Problem = { problem: string };
const like = "like ? escape '\\'";

/** Fields that single messages are chosen by. */
export function messageConditions(filters: readonly SearchFilter[]): MessageConditions | Problem {
  const where = new Conditions();
  for (const { field, value, is_not } of filters) {
    if (field === 'role') where.add(`m.role ${is_not ? '<>' : '='} ?`, value.toLowerCase());
    else if (field === 'before' || field === 'after') {
      const at = Date.parse(/^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T00:00:00` : value);
      if (Number.isNaN(at)) return { problem: `What follows ${field}: is no day. Write it like ${field}:2026-10-01.` };
      where.add(`m.at ${(field === 'after') !== is_not ? '>=' : '<'} ?`, at);
    }
  }
  return { sql: where.sql, values: where.values };
}

/** Fields that sessions are chosen by. */
export function sessionConditions(
  engine: EngineParts,
  source: string,
  filters: readonly SearchFilter[],
): Conditions | Problem {
  const where = new Conditions().source('source', source);
  for (const filter of filters) {
    const condition = conditionFrom(engine, filter);
    if (condition === null) continue;
    if ('problem' in condition) return condition;
    where.add(filter.is_not ? `not (${condition.sql})` : condition.sql, ...condition.values);
  }
  return where;
}

type Condition = { sql: string; values: (string | number)[] };

function conditionFrom(engine: EngineParts, { field, value }: SearchFilter): Condition | Problem | null {
  switch (field) {
    case 'source':
      return { sql: `source ${like}`, values: [anywhere(value.replaceAll('-', '_'))] };
    case 'project': {
      const where = new Conditions();
      projectCondition(engine, where, 'project_dir', value);
      // What is null is in no project, and not unknown to be in one.
      return { sql: `coalesce(${where.sql}, false)`, values: where.values };
    }
    case 'model':
      return { sql: `models ${like}`, values: [anywhere(value)] };
    case 'branch':
      return { sql: `coalesce(git_branch, '') ${like}`, values: [anywhere(value)] };
    case 'tool':
      return { sql: inCalls('tool_calls', `t.name ${like}`), values: [anywhere(value)] };
    case 'file':
      return { sql: inCalls('tool_files', `t.path ${like}`), values: [anywhere(value)] };
    case 'cost':
      return costCondition(value);
    case 'is':
    case 'has':
      return stateCondition(engine, value.toLowerCase());
    case 'in':
      return { sql: 'session_id = ?', values: [value] };
    case 'role':
    case 'before':
    case 'after':
      return null;
  }
}

const inCalls = (table: 'tool_calls' | 'tool_files', condition: string): string =>
  `(source, session_id) in (select f.source, f.session_id from ${table} t join files f on f.id = t.file_id where ${condition})`;

function costCondition(value: string): Condition | Problem {
  const parts = /^(<=|>=|<|>|=)?\$?(\d+(?:\.\d+)?)$/.exec(value);
  if (!parts) return { problem: 'What follows cost: is no sum. Write it like cost:>2.' };
  return { sql: `coalesce(cost_usd, 0) ${parts[1] ?? '>='} ?`, values: [Number(parts[2])] };
}

function stateCondition(engine: EngineParts, value: string): Condition | Problem {
  if (value === 'error' || value === 'errors') return { sql: 'error_count > 0', values: [] };
  if (value === 'edit' || value === 'edits') return { sql: 'lines_changed > 0', values: [] };
  if (value === 'gone') return { sql: isGone, values: [] };
  if (value !== 'live') return { problem: 'There are error, edit, live and gone to be looked for.' };
  return liveSessions(engine.catalog).condition;
}
