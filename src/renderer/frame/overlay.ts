import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { currentPlace, onPlace, type Place } from '../store/place.ts';

/** What is open over the screen: one thing at a time. */
export type Overlay = 'palette' | 'keys' | 'list';

const store = createStore<{ open: Overlay | null }>(() => ({ open: null }));

export const useOverlay = (): Overlay | null => useStore(store, (state) => state.open);

export const currentOverlay = (): Overlay | null => store.getState().open;

export function showOverlay(open: Overlay | null): void {
  store.setState({ open });
}

/** Closes it when it is open, and opens it otherwise. */
export function switchOverlay(overlay: Overlay): void {
  store.setState((state) => ({ open: state.open === overlay ? null : overlay }));
}

export const closeOverlay = (): void => showOverlay(null);

/** Closes what is open when another screen or session is gone to. Called once, at the start. */
export function closeOverlayOnMove(): void {
  let last = whereaboutsOf(currentPlace());
  onPlace((place) => {
    const next = whereaboutsOf(place);
    if (next !== last) closeOverlay();
    last = next;
  });
}

const whereaboutsOf = (place: Place): string =>
  place.screen === 'session' ? `${place.source}/${place.session_id}` : place.screen;
