import { PathTally } from '../../analytics/paths.ts';
import { durationRanks, ToolTally } from '../../analytics/tools.ts';
import type { Output, Parsed } from '../../contract/api.ts';
import { ok, type Result } from '../../contract/result.ts';
import { num, text } from '../catalog/summarize-session.ts';
import type { EngineParts } from '../engine.ts';
import { sourcesNamed, standingOf } from './known-source.ts';
import { arraysWithin, rangeDays, type RangeInput, rowsWithin } from './range-rows.ts';

const top = 50;

/** Tools, files and commands in a range of days, each call counted once. */
export function readToolAnalytics(
  engine: EngineParts,
  input: Parsed<'toolAnalytics'>,
): Result<Output<'toolAnalytics'>> {
  const named = sourcesNamed(input.source);
  if (!named.ok) return named;
  const tally = new ToolTally();
  const paths = new PathTally();
  const files = new Set<number>();
  /* One pass in this thread is quicker than a statement for each table, which all walk the same rows. */
  const rows = arraysWithin(engine, input, {
    table: 'tool_calls',
    columns: `f.id, t.name, t.outcome, coalesce(t.duration_ms, t.result_at - t.at), t.command, t.program,
      iif(t.outcome = 'ok', t.path, null), t.kind in ('write', 'edit')`,
    and: 't.name is not null',
  }) as CallArray[];
  for (const [file, name, outcome, ms, command, program, path, is_write] of rows) {
    files.add(file);
    tally.add({ name, outcome, ms, command, program });
    if (path !== null) paths.add(is_write === 1 ? 'write' : 'read', path, 1);
  }
  countSeveralFiles(engine, input, paths);
  const { durations, ...counts } = tally.counts(top);
  return ok({
    ...counts,
    tool_durations: durationRanks(durations),
    top_files_read: paths.largest('read', top),
    top_files_written: paths.largest('write', top),
    session_count: sessionsOf(engine, files),
    date_range_days: rangeDays(input),
    ...standingOf(engine, input.source),
  });
}

type CallArray = [
  file: number,
  name: string,
  outcome: string | null,
  ms: number | null,
  command: string | null,
  program: string | null,
  path: string | null,
  is_write: 0 | 1,
];

/** Calls that touch several files count for each of them, and not for the one file that the call itself names. */
function countSeveralFiles(engine: EngineParts, input: RangeInput, paths: PathTally): void {
  const rows = rowsWithin(engine, input, {
    table: 'tool_calls',
    through: { table: 'several_files', key: 'call_id' },
    columns: "f.id, t.call_id, t.path as own, t.kind in ('write', 'edit') as is_write, v.path, v.change",
    and: "t.outcome = 'ok' and t.name is not null",
  });
  let last = '';
  for (const row of rows) {
    const call = `${num(row['id'])} ${String(row['call_id'])}`;
    const own = call === last ? null : text(row['own']);
    last = call;
    if (own !== null) paths.add(row['is_write'] === 1 ? 'write' : 'read', own, -1);
    paths.add(row['change'] === 'write' ? 'write' : 'read', String(row['path']), 1);
  }
}

const sessionsOf = ({ catalog }: EngineParts, files: ReadonlySet<number>): number =>
  num(
    catalog
      .statement(
        'select count(distinct f.source || char(10) || f.session_id) as count from json_each(?) j cross join files f on f.id = j.value',
      )
      .get(JSON.stringify([...files]))!['count'],
  );
