import { allSources } from '../../contract/source.ts';
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

/** How the sources of a call stand, as list and analytics answers say it. */
export function standingOf(engine: EngineParts, id: string) {
  const states = [...engine.states].filter(([source]) => id === allSources || source === id).map(([, state]) => state);
  const best = states.find((state) => state.status === 'available') ?? states[0];
  return {
    source: id,
    source_status: best?.status ?? ('empty' as const),
    source_path: best?.paths[0] ?? null,
    last_scanned_at: engine.status().last_scanned_at,
  };
}
