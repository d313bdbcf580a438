import type { Input } from '../../contract/api.ts';
import type { MarksFile, SavedSearch, SessionMarks } from '../../contract/marks.ts';
import type { ApiError } from '../../contract/result.ts';
import type { Session } from '../../contract/session.ts';
import { api } from '../api/api.ts';
import { askAgain, lastValue, useAnswer } from '../store/loadable.ts';

export type MarksChange = Partial<Omit<SessionMarks, 'changed_at'>>;
type Named = Pick<Session, 'source' | 'session_id'>;

/** Everything the person put on sessions; null until it is known. */
export const useMarks = (): MarksFile | null => lastValue(useAnswer('marks', () => api.marks({})));

/** The person's tags, most used first. */
export function tagsIn(marks: MarksFile | null): { tag: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const tag of marks?.sessions.flatMap(({ tags }) => tags) ?? []) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts]
    .map(([tag, count]) => ({ tag, count }))
    .toSorted((a, b) => b.count - a.count || a.tag.localeCompare(b.tag));
}

/** Changes what stands on a session; answers why it did not go, or null. Lists follow the engine's news. */
export async function putMarks({ source, session_id }: Named, change: MarksChange): Promise<ApiError | null> {
  const input: Input<'saveMarks'> = { source, session_id, ...change };
  const result = await api.saveMarks(input);
  askAgain('marks');
  return result.ok ? null : result.error;
}

/** Keeps a search by a name, in place of one with the same words. */
export async function keepSearch(marks: MarksFile | null, search: SavedSearch): Promise<void> {
  const others = (marks?.searches ?? []).filter(({ place, q }) => place !== search.place || q !== search.q);
  await putSearches([...others, search]);
}

export async function putSearches(searches: readonly SavedSearch[]): Promise<void> {
  await api.saveSearches({ searches: [...searches] });
  askAgain('marks');
}
