import { allSources, type SourceStatus } from '../../contract/source.ts';
import { fail, type Result } from '../../contract/result.ts';
import { sources } from '../../sources/index.ts';
import type { Source } from '../../sources/source.ts';
import type { EngineParts } from '../engine.ts';

/** The sources that a call is about: one, or all. An unknown id is `not_found`. */
export function sourcesNamed(id: string): Result<readonly Source[]> {
  if (id === allSources) return { ok: true, value: sources };
  const source = sources.find((candidate) => candidate.id === id);
  return source ? { ok: true, value: [source] } : fail('not_found', 'There is no such source.');
}

/** How a source stands. Sessions that only the catalog knows, or that it knows before the disk is looked at, can be listed. */
export function statusOf({ catalog, states }: EngineParts, source: string): SourceStatus {
  const status = states.get(source)?.status ?? 'empty';
  if (status !== 'empty') return status;
  return catalog.statement('select 1 from sessions where source = ? limit 1').get(source) ? 'available' : 'empty';
}

/** How the sources of a call stand, as list and analytics answers say it. */
export function standingOf(engine: EngineParts, id: string) {
  const named = sources.flatMap((source) =>
    id === allSources || source.id === id ? [{ id: source.id, status: statusOf(engine, source.id) }] : [],
  );
  const best = named.find(({ status }) => status === 'available') ?? named[0]!;
  return {
    source: id,
    source_status: best.status,
    source_path: engine.states.get(best.id)?.paths[0] ?? null,
    last_scanned_at: engine.status().last_scanned_at,
  };
}
