import type { Output, Parsed } from '../../contract/api.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { EngineParts } from '../engine.ts';
import { MarksNotKept } from '../marks.ts';
import { findSession } from './session-files.ts';

/** All that the person put on sessions, and the searches that were kept. */
export const readMarks = ({ marks }: EngineParts): Result<Output<'marks'>> => ok(marks.all());

/** Changes what the person put on one session. */
export function saveMarks(engine: EngineParts, input: Parsed<'saveMarks'>): Result<Output<'saveMarks'>> {
  const found = findSession(engine, input);
  if (!found.ok) return found;
  const { source, session_id } = found.value;
  const { source: _source, session_id: _id, ...change } = input;
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return keeping(() => {
    const marks = engine.marks.change({ source, session_id }, given, new Date());
    engine.catalog.onChange([{ source, session_id }]);
    return { marks };
  });
}

export const saveSearches = (engine: EngineParts, input: Parsed<'saveSearches'>): Result<Output<'saveSearches'>> =>
  keeping(() => {
    engine.marks.saveSearches(input.searches);
    engine.catalog.onChange([]);
    return { searches: engine.marks.all().searches };
  });

/** Takes over marks that were exported, here or on another machine. */
export const importMarks = (engine: EngineParts, input: Parsed<'importMarks'>): Result<Output<'importMarks'>> =>
  keeping(() => {
    const brought = engine.marks.merge(input.marks);
    engine.catalog.onChange(engine.marks.all().sessions.map(({ source, session_id }) => ({ source, session_id })));
    return brought;
  });

function keeping<T>(write: () => T): Result<T> {
  try {
    return ok(write());
  } catch (error) {
    if (error instanceof MarksNotKept) return fail('unavailable', error.message);
    throw error;
  }
}
