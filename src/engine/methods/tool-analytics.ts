import { durationRanks, toolCounts } from '../../analytics/tools.ts';
import type { Output, Parsed } from '../../contract/api.ts';
import { ok, type Result } from '../../contract/result.ts';
import { num } from '../catalog/summarize-session.ts';
import type { EngineParts } from '../engine.ts';
import { anywhere, Conditions, rangeOf } from './conditions.ts';
import { sourcesNamed, standingOf } from './known-source.ts';

const top = 50;

/** Tools, files and commands in a range of days, each call counted once. */
export function readToolAnalytics(
  engine: EngineParts,
  input: Parsed<'toolAnalytics'>,
): Result<Output<'toolAnalytics'>> {
  const named = sourcesNamed(input.source);
  if (!named.ok) return named;
  const where = callsWithin(input, 't');
  const all = (columns: string, rest: string) =>
    engine.catalog
      .statement(
        `select ${columns} from tool_calls t join files f on f.id = t.file_id join sessions s on s.source = f.source and s.session_id = f.session_id where t.counted = 1 and t.name is not null and ${where.sql} ${rest}`,
      )
      .all(...where.values);
  const groups = all('t.name, t.outcome, count(*) as count', 'group by t.name, t.outcome');
  const paths = (kinds: string) =>
    all(
      't.path, count(*) as count',
      `and t.kind in (${kinds}) and t.outcome = 'ok' and t.path is not null group by t.path order by count desc, t.path limit ${top}`,
    ).map((row) => ({ path: String(row['path']), count: num(row['count']) }));
  return ok({
    ...toolCounts(groups.map((row) => ({ name: String(row['name']), outcome: row['outcome'] as string | null, count: num(row['count']) }))),
    tool_durations: durationRanks(durationsFrom(all(`t.name, coalesce(t.duration_ms, t.result_at - t.at) as ms`, 'and coalesce(t.duration_ms, t.result_at - t.at) >= 0 order by t.name, ms'))),
    top_files_read: paths("'read', 'command'"),
    top_files_written: paths("'write', 'edit'"),
    top_commands: all('t.command, count(*) as count', `and t.command is not null group by t.command order by count desc, t.command limit ${top}`)
      .map((row) => ({ command: String(row['command']), count: num(row['count']) })),
    top_programs: all("t.program, count(*) as count, sum(t.outcome = 'error') as errors", `and t.program is not null group by t.program order by count desc, t.program limit ${top}`)
      .map((row) => ({ program: String(row['program']), count: num(row['count']), error_count: num(row['errors']) })),
    session_count: num(all('count(distinct f.source || char(10) || f.session_id) as count', '')[0]!['count']),
    date_range_days: input.from !== undefined || input.to !== undefined || input.days === 'all' ? null : input.days,
    ...standingOf(engine, input.source),
  }); // prettier-ignore
}

/** Conditions on calls of a table that is joined with `files f` and `sessions s`. */
export function callsWithin(input: Parsed<'toolAnalytics'>, table: string): Conditions {
  const where = new Conditions().source('f.source', input.source);
  const { from, to } = rangeOf(input);
  if (from !== null) where.add(`${table}.at >= ?`, from);
  if (to !== null) where.add(`${table}.at <= ?`, to);
  if (input.project !== undefined) where.add('s.project_dir = ?', input.project);
  if (input.model !== undefined) where.add("s.models like ? escape '\\'", anywhere(input.model));
  return where;
}

function durationsFrom(rows: Record<string, unknown>[]): Map<string, number[]> {
  const durations = new Map<string, number[]>();
  for (const row of rows) {
    const name = String(row['name']);
    const list = durations.get(name);
    if (list) list.push(Number(row['ms']));
    else durations.set(name, [Number(row['ms'])]);
  }
  return durations;
}
