import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Session } from '../../contract/session.ts';

type Key = Pick<Session, 'source' | 'session_id'>;

const keyOf = ({ source, session_id }: Key): string => `${source}/${session_id}`;
const store = createStore<{ selected: ReadonlyMap<string, Session> }>(() => ({ selected: new Map() }));

/** The sessions picked in lists, for sums and copies. */
export const useSelection = (): ReadonlyMap<string, Session> => useStore(store, (state) => state.selected);

export const isSelected = (selected: ReadonlyMap<string, Session>, session: Key): boolean =>
  selected.has(keyOf(session));

/** Picks a session, or drops it when it was picked. */
export function switchSelected(session: Session): void {
  const selected = new Map(store.getState().selected);
  if (!selected.delete(keyOf(session))) selected.set(keyOf(session), session);
  store.setState({ selected });
}

export function clearSelection(): void {
  store.setState({ selected: new Map() });
}
