import type { Output, Parsed } from '../../contract/api.ts';
import { ok, type Result } from '../../contract/result.ts';
import { num, text } from '../catalog/summarize-session.ts';
import type { EngineParts } from '../engine.ts';
import { Conditions } from './conditions.ts';
import { sourcesNamed } from './known-source.ts';

/** What sessions can be filtered by, most frequent first. */
export function readFacets({ catalog }: EngineParts, { source }: Parsed<'facets'>): Result<Output<'facets'>> {
  const named = sourcesNamed(source);
  if (!named.ok) return named;
  const where = new Conditions().source('source', source);
  const counted = (value: string, from = 'sessions') =>
    catalog
      .statement(
        `select ${value} as value, count(*) as count from ${from} where ${where.sql} group by value order by count desc, value limit 1000`,
      )
      .all(...where.values);
  return ok({
    projects: counted('project_dir').map((row) => ({
      project_dir: text(row['value']),
      session_count: num(row['count']),
    })),
    models: counted('m.value', 'sessions, json_each(sessions.models) m').map((row) => ({
      model: String(row['value']),
      session_count: num(row['count']),
    })),
    branches: counted('git_branch')
      .filter((row) => row['value'] !== null)
      .map((row) => ({ branch: String(row['value']), session_count: num(row['count']) })),
  });
}
