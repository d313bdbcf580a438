import type { Output, Parsed } from '../../contract/api.ts';
import { ok, type Result } from '../../contract/result.ts';
import { instant, num, text } from '../catalog/summarize-session.ts';
import type { EngineParts } from '../engine.ts';
import { Conditions } from './conditions.ts';
import { sourcesNamed } from './known-source.ts';

/**
 * The sessions that touched a file, newest first. Logs name a file from the root on or from the session's folder on; both
 * are the same file.
 */
export function listFileSessions(
  { catalog }: EngineParts,
  input: Parsed<'fileSessions'>,
): Result<Output<'fileSessions'>> {
  const named = sourcesNamed(input.source);
  if (!named.ok) return named;
  const where = new Conditions()
    .source('f.source', input.source)
    .add("t.path = ? or (f.cwd is not null and f.cwd || '/' || t.path = ?)", input.path, input.path)
    .add('t.counted = 1');
  const rows = catalog
    .statement(
      `select f.source, f.session_id, s.title, s.project_dir, min(t.path) as path, max(t.at) as last_at,
         sum(t.change = 'read' and t.outcome = 'ok') as reads, sum(t.change = 'write' and t.outcome = 'ok') as writes,
         sum(t.outcome is null or t.outcome <> 'ok') as others,
         sum(iif(t.change = 'write' and t.outcome = 'ok', t.lines_added, null)) as added,
         sum(iif(t.change = 'write' and t.outcome = 'ok', t.lines_removed, null)) as removed,
         count(*) over () as total
       from tool_files t join files f on f.id = t.file_id
         join sessions s on s.source = f.source and s.session_id = f.session_id
       where ${where.sql} group by f.source, f.session_id
       order by max(t.at) desc, f.session_id limit ? offset ?`,
    )
    .all(...where.values, input.limit, input.offset);
  const total = rows[0] ? num(rows[0]['total']) : 0;
  const end = input.offset + rows.length;
  const sessions = rows.map((row) => ({
    source: String(row['source']),
    session_id: String(row['session_id']),
    title: text(row['title']) ?? 'Untitled',
    project_dir: text(row['project_dir']),
    path: String(row['path']),
    read_count: num(row['reads']),
    write_count: num(row['writes']),
    other_count: num(row['others']),
    lines_added: row['added'] === null ? null : num(row['added']),
    lines_removed: row['removed'] === null ? null : num(row['removed']),
    last_at: row['last_at'] === null ? null : instant(num(row['last_at'])),
  }));
  return ok({ sessions, total, next_offset: rows.length > 0 && end < total ? end : null });
}
