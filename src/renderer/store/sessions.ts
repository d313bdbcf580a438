import { useCallback, useSyncExternalStore } from 'react';
import { api, onEvent } from '../api/api.ts';
import { type SessionPages, sessionPages } from './session-pages.ts';
import type { SessionQuery } from './session-query.ts';

/** Lists kept after they are no longer shown, so that going back finds them as they were. */
const mostLists = 12;
/** The least time between two refreshes, so that news in quick succession does not become load. */
const pause_ms = 2000;

const lists = new Map<string, SessionPages>();

/** The list for a query; the same object as long as the query is asked now and then. */
export function sessionList(query: SessionQuery): SessionPages {
  const key = JSON.stringify(query);
  const list = lists.get(key) ?? sessionPages((offset, limit) => api.sessions({ ...query, offset, limit }));
  lists.delete(key);
  lists.set(key, list);
  for (const [oldest] of lists) {
    if (lists.size <= mostLists) break;
    lists.delete(oldest);
  }
  return list;
}

/** Draws the component again whenever one of the lists changes. */
export function useListVersion(shown: readonly SessionPages[]): number {
  const subscribe = useCallback(
    (listener: () => void) => {
      const ends = shown.map((list) => list.subscribe(listener));
      return () => ends.forEach((end) => end());
    },
    [shown],
  );
  return useSyncExternalStore(subscribe, () => shown.reduce((sum, list) => sum + list.version(), 0));
}

/** Keeps the lists up to date with the engine's news from now on. Called once, at the start. */
export function followSessions(): void {
  let waiting: ReturnType<typeof setTimeout> | null = null;
  onEvent((event) => {
    if (event.type === 'status' || waiting !== null) return;
    waiting = setTimeout(() => {
      waiting = null;
      for (const list of lists.values()) list.refresh();
    }, pause_ms);
  });
}
